package io.coral.grpc.server;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.coral.domain.failure.QueryFailure;
import io.coral.grpc.NettyLoops;
import io.coral.grpc.access.Doorkeeper;
import io.coral.grpc.access.Gate;
import io.coral.grpc.access.RunTokens;
import io.coral.grpc.tls.ServerSide;
import io.coral.grpc.v1.QueryServiceGrpc;
import io.coral.ports.ColonyQueries;
import io.coral.ports.Door;
import io.coral.ports.QueryServers;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.vavr.control.Either;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Serves QueryService, health and reflection with grpc-java over Netty. */
public final class GrpcQueryServers implements QueryServers {
  private final StreamLimits streamLimits;

  public GrpcQueryServers() {
    this(StreamLimits.DEFAULT);
  }

  GrpcQueryServers(StreamLimits streamLimits) {
    this.streamLimits = streamLimits;
  }

  @Override
  public Either<QueryFailure, QueryServer> start(ColonyQueries queries, Door door) {
    return door.tls()
        .map(tls -> ServerSide.open(tls).map(Optional::of))
        .orElseGet(() -> Either.right(Optional.empty()))
        .flatMap(tls -> start(queries, door, tls));
  }

  private Either<QueryFailure, QueryServer> start(
      ColonyQueries queries, Door door, Optional<ServerSide> tls) {
    InetSocketAddress listen = door.listen();
    var pools = AnsweringPools.start(streamLimits);
    var runTokens = new RunTokens();
    var health = new HealthStatusManager();
    var loops = NettyLoops.start("coral-server");
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(listen)
            .channelType(NioServerSocketChannel.class)
            .bossEventLoopGroup(loops.group())
            .workerEventLoopGroup(loops.group())
            .directExecutor() // nothing but parsing; answers come from the pool
            .maxInboundMessageSize(ServerLimits.MAX_REQUEST_BYTES)
            .maxInboundMetadataSize(ServerLimits.MAX_METADATA_BYTES)
            .maxConcurrentCallsPerConnection(ServerLimits.MAX_CALLS_PER_CONNECTION)
            .permitKeepAliveTime(ServerLimits.MIN_PING_INTERVAL.toMillis(), MILLISECONDS)
            .permitKeepAliveWithoutCalls(true)
            .keepAliveTime(ServerLimits.KEEP_ALIVE.toMillis(), MILLISECONDS)
            .keepAliveTimeout(ServerLimits.KEEP_ALIVE_TIMEOUT.toMillis(), MILLISECONDS)
            .addService(
                queryService(
                    new QueryServiceEndpoint(
                        new UnaryAnswers(queries, pools.answers()),
                        new StreamAnswers(queries, pools.streams(), streamLimits),
                        new RunTokenAnswers(runTokens))))
            .addService(health.getHealthService())
            .addService(ProtoReflectionServiceV1.newInstance())
            .intercept(
                new Gate(
                    new Doorkeeper(
                        door.admission(),
                        tls.map(ServerSide::demandsCertificates).orElse(false),
                        runTokens),
                    QueryNeeds::of));
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

  private static ServerServiceDefinition queryService(QueryServiceEndpoint endpoint) {
    return ServerInterceptors.intercept(
        ServerInterceptors.useInputStreamMessages(endpoint.bindService()),
        new MalformedRequestGate("use coral/colony/v1/query.proto"));
  }
}
