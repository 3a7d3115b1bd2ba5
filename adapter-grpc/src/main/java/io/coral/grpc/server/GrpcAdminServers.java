package io.coral.grpc.server;

import io.coral.domain.failure.QueryFailure;
import io.coral.grpc.NettyLoops;
import io.coral.grpc.access.Doorkeeper;
import io.coral.grpc.access.Gate;
import io.coral.grpc.access.Turnstile;
import io.coral.grpc.bounds.EndableCalls;
import io.coral.grpc.tls.ServerSide;
import io.coral.grpc.v1.AdminServiceGrpc;
import io.coral.grpc.watch.CallMeter;
import io.coral.grpc.watch.DeniedCalls;
import io.coral.ports.AdminServers;
import io.coral.ports.ColonyAdmin;
import io.coral.ports.ColonyListener;
import io.coral.ports.Door;
import io.coral.ports.Entrance;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.Optional;

/** Serves AdminService, health and reflection with grpc-java over Netty. */
public final class GrpcAdminServers implements AdminServers {
  /** One backup at a time, which may take an hour. */
  private static final StreamLimits BACKUPS =
      new StreamLimits(1, Duration.ofSeconds(30), Duration.ofHours(1));

  private final CallerLimits limits;

  public GrpcAdminServers() {
    this(CallerLimits.DEFAULT);
  }

  GrpcAdminServers(CallerLimits limits) {
    this.limits = limits;
  }

  @Override
  public Either<QueryFailure, AdminServer> start(
      ColonyAdmin admin, Door door, ColonyListener listener) {
    return door.tls()
        .map(tls -> ServerSide.open(tls).map(Optional::of))
        .orElseGet(() -> Either.right(Optional.empty()))
        .flatMap(tls -> start(admin, door, tls, listener));
  }

  private Either<QueryFailure, AdminServer> start(
      ColonyAdmin admin, Door door, Optional<ServerSide> tls, ColonyListener listener) {
    var denied = new DeniedCalls(listener, Entrance.ADMIN);
    var pools = AnsweringPools.forAdministration();
    var health = new Health(AdminServiceGrpc.SERVICE_NAME);
    var loops = NettyLoops.start("coral-admin");
    var calls = new EndableCalls();
    NettyServerBuilder builder =
        BoundedServers.builder(
                door,
                loops,
                limits,
                CallTimes.of(limits, BACKUPS),
                new CallMeter(listener, Entrance.ADMIN),
                calls)
            .addService(
                BoundedServers.bounded(
                    new AdminServiceEndpoint(admin, pools, BACKUPS.patience(), listener),
                    "use coral/colony/v1/admin.proto",
                    limits,
                    loops,
                    denied))
            .addService(health.service())
            .addService(ProtoReflectionServiceV1.newInstance())
            .intercept(
                new Gate(
                    new Doorkeeper(
                        door.admission(), tls.map(ServerSide::demandsCertificates).orElse(false)),
                    new Turnstile(door.rates().orElse(limits.rates())),
                    AdminNeeds::of,
                    denied));
    tls.ifPresent(side -> builder.sslContext(side.forGrpc(false)));
    return BoundedServers.started(builder, door, pools, loops)
        .map(
            server -> {
              health.serving(true);
              return new RunningAdminServer(
                  new RunningQueryServer(server, health, pools, calls, loops), health);
            });
  }
}
