package io.coral.benchmarks.store;

import io.coral.benchmarks.measure.Latencies;
import io.grpc.ManagedChannel;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import java.net.InetSocketAddress;
import java.util.Locale;

/** What a call over gRPC costs that asks for nothing: a health check of the same server. */
final class BareCall {
  private static final int WARMUP = 5_000;
  private static final int CALLS = 5_000;

  private BareCall() {}

  static String line(InetSocketAddress server) {
    ManagedChannel channel = NettyChannelBuilder.forAddress(server).usePlaintext().build();
    try {
      var health = HealthGrpc.newBlockingStub(channel);
      var latencies = new Latencies();
      for (int i = 0; i < WARMUP + CALLS; i++) {
        long before = System.nanoTime();
        health.check(HealthCheckRequest.getDefaultInstance());
        if (i >= WARMUP) {
          latencies.add(System.nanoTime() - before);
        }
      }
      return String.format(
          Locale.ROOT,
          "a health check over gRPC: %.2f ms (%.2f – %.2f)",
          latencies.millis(0.5),
          latencies.millis(0),
          latencies.millis(1));
    } finally {
      channel.shutdownNow();
    }
  }
}
