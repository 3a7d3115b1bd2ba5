package io.coral.grpc.server;

import io.coral.domain.failure.QueryFailure;
import io.coral.grpc.NettyLoops;
import io.coral.grpc.access.Doorkeeper;
import io.coral.grpc.access.Gate;
import io.coral.grpc.access.RunTokens;
import io.coral.grpc.access.Turnstile;
import io.coral.grpc.bounds.EndableCalls;
import io.coral.grpc.tls.ServerSide;
import io.coral.grpc.v1.QueryServiceGrpc;
import io.coral.grpc.watch.CallMeter;
import io.coral.grpc.watch.DeniedCalls;
import io.coral.ports.ColonyListener;
import io.coral.ports.ColonyQueries;
import io.coral.ports.Door;
import io.coral.ports.Entrance;
import io.coral.ports.QueryServers;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.vavr.control.Either;
import java.util.Optional;

/** Serves QueryService, health and reflection with grpc-java over Netty. */
public final class GrpcQueryServers implements QueryServers {
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
    var pools = AnsweringPools.start(streamLimits);
    var runTokens = new RunTokens();
    var health = new Health(QueryServiceGrpc.SERVICE_NAME);
    var loops = NettyLoops.start("coral-server");
    var calls = new EndableCalls();
    NettyServerBuilder builder =
        BoundedServers.builder(
                door,
                loops,
                callerLimits,
                CallTimes.of(callerLimits, streamLimits),
                new CallMeter(listener, Entrance.QUERY),
                calls)
            .addService(
                BoundedServers.bounded(
                    new QueryServiceEndpoint(
                        new UnaryAnswers<>(queries::within, pools.answers(), listener),
                        new UnaryAnswers<>(queries::within, pools.statements(), listener),
                        new StreamAnswers(queries, pools.streams(), streamLimits, listener),
                        new RunTokenAnswers(runTokens)),
                    "use coral/colony/v1/query.proto",
                    callerLimits,
                    loops,
                    denied))
            .addService(health.service())
            .addService(ProtoReflectionServiceV1.newInstance())
            .intercept(
                new Gate(
                    new Doorkeeper(
                        door.admission(),
                        tls.map(ServerSide::demandsCertificates).orElse(false),
                        runTokens),
                    new Turnstile(door.rates().orElse(callerLimits.rates())),
                    QueryNeeds::of,
                    denied));
    // A script has no certificate, and is let in by its run token.
    tls.ifPresent(side -> builder.sslContext(side.forGrpc(true)));
    return BoundedServers.started(builder, door, pools, loops)
        .map(
            server -> {
              health.serving(true);
              return new RunningQueryServer(server, health, pools, calls, loops);
            });
  }
}
