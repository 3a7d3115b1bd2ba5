package io.coral.ports;

import io.coral.domain.failure.QueryFailure;
import io.vavr.control.Either;

/** Starts servers that take in what OpenTelemetry exporters send. */
public interface TelemetryServers {
  /** The two ways in which OTLP travels. */
  enum Protocol {
    GRPC,
    HTTP
  }

  /**
   * Starts a server.
   *
   * @param door where it is reached, and by whom
   * @param listener hears of its calls
   * @return {@link QueryFailure.Unavailable} if the address cannot be bound, {@link
   *     QueryFailure.BadArgument} if the files of its TLS are not as they should be
   */
  Either<QueryFailure, TelemetryServer> start(
      Protocol protocol, TelemetryIntake intake, Door door, ColonyListener listener);

  /** The same, with nobody to listen. */
  default Either<QueryFailure, TelemetryServer> start(
      Protocol protocol, TelemetryIntake intake, Door door) {
    return start(protocol, intake, door, ColonyListener.NONE);
  }

  /** A running server. */
  interface TelemetryServer extends RunningServer {}
}
