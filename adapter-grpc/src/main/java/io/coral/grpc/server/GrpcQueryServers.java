package io.coral.grpc.server;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.coral.domain.failure.QueryFailure;
import io.coral.grpc.NettyLoops;
import io.coral.grpc.access.Doorkeeper;
import io.coral.grpc.access.Gate;
import io.coral.grpc.access.RunTokens;
import io.coral.grpc.access.Turnstile;
import io.coral.grpc.bounds.ByteBudget;
import io.coral.grpc.bounds.CallWatch;
import io.coral.grpc.bounds.CappedServerChannel;
import io.coral.grpc.bounds.ReceivingGate;
import io.coral.grpc.tls.ServerSide;
import io.coral.grpc.v1.QueryServiceGrpc;
import io.coral.grpc.watch.CallMeter;
import io.coral.grpc.watch.DeniedCalls;
import io.coral.grpc.wire.FailureMapping;
import io.coral.ports.ColonyListener;
import io.coral.ports.ColonyQueries;
import io.coral.ports.Door;
import io.coral.ports.Entrance;
import io.coral.ports.QueryServers;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.vavr.control.Either;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** Serves QueryService, health and reflection with grpc-java over Netty. */
public final class GrpcQueryServers implements QueryServers {
  /** Calls that one connection may open and abandon; more are an attack. */
  private static final int RESETS = 1_000;

  private static final int RESETS_SECONDS = 30;

  private static final QueryFailure BUSY =
      new QueryFailure.LimitExceeded(
          "concurrent_calls",
          "the colony receives as many requests as it can at once",
          "ask again in a moment");

  private final StreamLimits streamLimits;
  private final CallerLimits callerLimits;

  public GrpcQueryServers() {
    this(StreamLimits.DEFAULT, CallerLimits.DEFAULT);
  }

  GrpcQueryServers(StreamLimits streamLimits, CallerLimits callerLimits) {
    this.streamLimits = streamLimits;
    this.callerLimits = callerLimits;
  }

  @Override
  public Either<QueryFailure, QueryServer> start(
      ColonyQueries queries, Door door, ColonyListener listener) {
    return door.tls()
        .map(tls -> ServerSide.open(tls).map(Optional::of))
        .orElseGet(() -> Either.right(Optional.empty()))
        .flatMap(tls -> start(queries, door, tls, listener));
  }

  private Either<QueryFailure, QueryServer> start(
      ColonyQueries queries, Door door, Optional<ServerSide> tls, ColonyListener listener) {
    var denied = new DeniedCalls(listener, Entrance.QUERY);
    InetSocketAddress listen = door.listen();
    var pools = AnsweringPools.start(streamLimits);
    var runTokens = new RunTokens();
    var times = CallTimes.of(callerLimits, streamLimits);
    var health = new HealthStatusManager();
    var loops = NettyLoops.start("coral-server");
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(listen)
            .channelFactory(() -> new CappedServerChannel(callerLimits.connections()))
            .bossEventLoopGroup(loops.group())
            .workerEventLoopGroup(loops.group())
            .directExecutor() // nothing but parsing; answers come from the pool
            .maxInboundMessageSize(ServerLimits.MAX_REQUEST_BYTES)
            .maxInboundMetadataSize(ServerLimits.MAX_METADATA_BYTES)
            .maxConcurrentCallsPerConnection(ServerLimits.MAX_CALLS_PER_CONNECTION)
            .maxRstFramesPerWindow(RESETS, RESETS_SECONDS)
            .handshakeTimeout(callerLimits.receiveTime().toMillis(), MILLISECONDS)
            .maxConnectionIdle(callerLimits.idleTime().toMillis(), MILLISECONDS)
            .maxConnectionAge(callerLimits.connectionAge().toMillis(), MILLISECONDS)
            .maxConnectionAgeGrace(times.streams().toMillis(), MILLISECONDS)
            .addStreamTracerFactory(new CallMeter(listener, Entrance.QUERY))
            .addStreamTracerFactory(
                new CallWatch(new ByteBudget(callerLimits.receivingBytes()), times, loops.group()))
            .permitKeepAliveTime(ServerLimits.MIN_PING_INTERVAL.toMillis(), MILLISECONDS)
            .permitKeepAliveWithoutCalls(true)
            .keepAliveTime(ServerLimits.KEEP_ALIVE.toMillis(), MILLISECONDS)
            .keepAliveTimeout(ServerLimits.KEEP_ALIVE_TIMEOUT.toMillis(), MILLISECONDS)
            .addService(
                queryService(
                    new QueryServiceEndpoint(
                        new UnaryAnswers(queries, pools.answers(), listener),
                        new StreamAnswers(queries, pools.streams(), streamLimits, listener),
                        new RunTokenAnswers(runTokens)),
                    receiving(loops, denied)))
            .addService(health.getHealthService())
            .addService(ProtoReflectionServiceV1.newInstance())
            .intercept(
                new Gate(
                    new Doorkeeper(
                        door.admission(),
                        tls.map(ServerSide::demandsCertificates).orElse(false),
                        runTokens),
                    new Turnstile(callerLimits.rates()),
                    QueryNeeds::of,
                    denied));
    // A script has no certificate, and is let in by its run token.
    tls.ifPresent(side -> builder.sslContext(side.forGrpc(true)));
    Server server = builder.build();
    try {
      server.start();
    } catch (IOException e) {
      pools.drain(ServerLimits.FLUSH);
      loops.close();
      return Either.left(
          new QueryFailure.Unavailable(
              "cannot listen on " + listen.getHostString() + ":" + listen.getPort(),
              "another program may hold this port; take a different one, or 0 for any"));
    }
    health.setStatus(QueryServiceGrpc.SERVICE_NAME, ServingStatus.SERVING);
    return Either.right(new RunningQueryServer(server, health, pools, loops));
  }

  private ReceivingGate receiving(NettyLoops loops, DeniedCalls denied) {
    return new ReceivingGate(
        callerLimits.calls(),
        callerLimits.receiveTime(),
        loops.group(),
        FailureMapping.toWire(BUSY),
        FailureMapping.toWire(new QueryFailure.DeadlineExceeded(callerLimits.receiveTime())),
        denied);
  }

  private static ServerServiceDefinition queryService(
      QueryServiceEndpoint endpoint, ReceivingGate receiving) {
    // The last one comes first.
    return ServerInterceptors.intercept(
        ServerInterceptors.useInputStreamMessages(endpoint.bindService()),
        List.of(new MalformedRequestGate("use coral/colony/v1/query.proto"), receiving));
  }
}
