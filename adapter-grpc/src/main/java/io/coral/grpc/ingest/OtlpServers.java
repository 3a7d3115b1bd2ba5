package io.coral.grpc.ingest;

import static java.util.Objects.requireNonNull;

import io.coral.domain.failure.QueryFailure;
import io.coral.grpc.tls.ServerSide;
import io.coral.ports.ColonyListener;
import io.coral.ports.Door;
import io.coral.ports.TelemetryIntake;
import io.coral.ports.TelemetryServers;
import io.vavr.control.Either;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Starts servers for both protocols of OTLP. */
public final class OtlpServers implements TelemetryServers {
  private final IngestLimits limits;

  public OtlpServers() {
    this(IngestLimits.DEFAULT);
  }

  OtlpServers(IngestLimits limits) {
    this.limits = requireNonNull(limits, "limits is null");
  }

  @Override
  public Either<QueryFailure, TelemetryServer> start(
      Protocol protocol, TelemetryIntake intake, Door door, ColonyListener listener) {
    return door.tls()
        .map(tls -> ServerSide.open(tls).map(Optional::of))
        .orElseGet(() -> Either.right(Optional.empty()))
        .flatMap(tls -> start(protocol, intake, door, tls, listener));
  }

  private Either<QueryFailure, TelemetryServer> start(
      Protocol protocol,
      TelemetryIntake intake,
      Door door,
      Optional<ServerSide> tls,
      ColonyListener listener) {
    InetSocketAddress listen = door.listen();
    var exports = new Exports(intake, listener);
    try {
      return Either.right(
          switch (protocol) {
            case GRPC -> GrpcIngest.start(exports, door, tls, limits, listener);
            case HTTP -> HttpIngest.start(exports, door, tls, limits, listener);
          });
    } catch (IOException e) {
      return Either.left(
          new QueryFailure.Unavailable(
              "cannot listen on " + listen.getHostString() + ":" + listen.getPort(),
              "another program, such as an OpenTelemetry Collector, may hold this port; take a"
                  + " different one, or 0 for any"));
    }
  }
}
