package io.coral.grpc.server;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.coral.domain.failure.QueryFailure;
import io.coral.grpc.NettyLoops;
import io.coral.grpc.bounds.ByteBudget;
import io.coral.grpc.bounds.CallWatch;
import io.coral.grpc.bounds.CappedServerChannel;
import io.coral.grpc.bounds.EndableCalls;
import io.coral.grpc.bounds.ReceivingGate;
import io.coral.grpc.version.ServerVersion;
import io.coral.grpc.watch.CallMeter;
import io.coral.grpc.watch.DeniedCalls;
import io.coral.grpc.wire.FailureMapping;
import io.coral.ports.Door;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import io.vavr.control.Either;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/** What the servers for questions and for administration have in common: their bounds. */
final class BoundedServers {
  /** Calls that one connection may open and abandon; more are an attack. */
  private static final int RESETS = 1_000;

  private static final int RESETS_SECONDS = 30;

  private static final QueryFailure BUSY =
      new QueryFailure.LimitExceeded(
          "concurrent_calls",
          "the colony receives as many requests as it can at once",
          "ask again in a moment");

  private BoundedServers() {}

  static NettyServerBuilder builder(
      Door door,
      NettyLoops loops,
      CallerLimits limits,
      CallTimes times,
      CallMeter meter,
      EndableCalls calls) {
    return NettyServerBuilder.forAddress(door.listen())
        .channelFactory(() -> new CappedServerChannel(limits.connections()))
        .bossEventLoopGroup(loops.group())
        .workerEventLoopGroup(loops.group())
        .directExecutor() // nothing but parsing; answers come from the pool
        .maxInboundMessageSize(ServerLimits.MAX_REQUEST_BYTES)
        .maxInboundMetadataSize(ServerLimits.MAX_METADATA_BYTES)
        .maxConcurrentCallsPerConnection(ServerLimits.MAX_CALLS_PER_CONNECTION)
        .maxRstFramesPerWindow(RESETS, RESETS_SECONDS)
        .handshakeTimeout(limits.receiveTime().toMillis(), MILLISECONDS)
        .maxConnectionIdle(limits.idleTime().toMillis(), MILLISECONDS)
        .maxConnectionAge(limits.connectionAge().toMillis(), MILLISECONDS)
        .maxConnectionAgeGrace(times.streams().toMillis(), MILLISECONDS)
        .addStreamTracerFactory(meter)
        .addStreamTracerFactory(
            new CallWatch(new ByteBudget(limits.receivingBytes()), times, loops.group()))
        .permitKeepAliveTime(ServerLimits.MIN_PING_INTERVAL.toMillis(), MILLISECONDS)
        .permitKeepAliveWithoutCalls(true)
        .keepAliveTime(ServerLimits.KEEP_ALIVE.toMillis(), MILLISECONDS)
        .keepAliveTimeout(ServerLimits.KEEP_ALIVE_TIMEOUT.toMillis(), MILLISECONDS)
        .intercept(calls)
        .intercept(new ServerVersion());
  }

  /**
   * A service whose requests must come soon and be well-formed.
   *
   * @param hint where the right messages are described
   */
  static ServerServiceDefinition bounded(
      BindableService service,
      String hint,
      CallerLimits limits,
      NettyLoops loops,
      DeniedCalls denied) {
    var receiving =
        new ReceivingGate(
            limits.calls(),
            limits.receiveTime(),
            loops.group(),
            FailureMapping.toWire(BUSY),
            FailureMapping.toWire(new QueryFailure.DeadlineExceeded(limits.receiveTime())),
            denied);
    // The last one comes first.
    return ServerInterceptors.intercept(
        ServerInterceptors.useInputStreamMessages(service.bindService()),
        List.of(new MalformedRequestGate(hint), receiving));
  }

  /** The server, listening; or nothing is left of it. */
  static Either<QueryFailure, Server> started(
      NettyServerBuilder builder, Door door, AnsweringPools pools, NettyLoops loops) {
    Server server = builder.build();
    try {
      return Either.right(server.start());
    } catch (IOException e) {
      pools.drain(ServerLimits.FLUSH);
      loops.close();
      InetSocketAddress listen = door.listen();
      return Either.left(
          new QueryFailure.Unavailable(
              "cannot listen on " + listen.getHostString() + ":" + listen.getPort(),
              "another program may hold this port; take a different one, or 0 for any"));
    }
  }
}
