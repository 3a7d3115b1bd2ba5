package io.coral.grpc.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.grpc.bounds.Http2Floods;
import io.coral.ports.CallRates;
import io.coral.ports.Door;
import io.coral.ports.TelemetryServers.Protocol;
import io.coral.ports.TelemetryServers.TelemetryServer;
import io.coral.ports.contract.InMemoryColony;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class IngestFloodsTest extends Http2Floods {
  private static TelemetryServer server;

  @BeforeAll
  static void serve() {
    var colony = new InMemoryColony(InstantSource.fixed(Instant.parse("2026-03-01T12:00:30Z")));
    var limits =
        new IngestLimits(
            64 * 1024,
            16 * 1024,
            CONNECTIONS,
            1_024,
            1024 * 1024,
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Duration.ofHours(1),
            CallRates.TELEMETRY);
    server =
        new OtlpServers(limits)
            .start(
                Protocol.GRPC,
                colony.intake(),
                Door.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
            .get();
  }

  @AfterAll
  static void end() {
    server.close();
  }

  @Override
  protected InetSocketAddress address() {
    return server.address();
  }

  @Override
  protected String method() {
    return TraceServiceGrpc.getExportMethod().getFullMethodName();
  }

  @Override
  protected void assertServed() {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(server.address()).usePlaintext().build();
    try {
      assertThat(
              TraceServiceGrpc.newBlockingStub(channel)
                  .withWaitForReady()
                  .withDeadlineAfter(1, TimeUnit.MINUTES)
                  .export(Requests.traces(Requests.span(1))))
          .isEqualTo(ExportTraceServiceResponse.getDefaultInstance());
    } finally {
      channel.shutdownNow();
    }
  }
}
