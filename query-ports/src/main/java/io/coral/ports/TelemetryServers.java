package io.coral.ports;

import io.coral.domain.failure.QueryFailure;
import io.vavr.control.Either;
import java.net.InetSocketAddress;

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
   * @param listen address to bind; port 0 takes a free one
   * @return {@link QueryFailure.Unavailable} if the address cannot be bound
   */
  Either<QueryFailure, TelemetryServer> start(
      Protocol protocol, TelemetryIntake intake, InetSocketAddress listen);

  /** A running server. */
  interface TelemetryServer extends AutoCloseable {
    /** Where it listens, with the port that was bound. */
    InetSocketAddress address();

    /** Takes no more requests, lets those under way finish for a short time, then ends. */
    @Override
    void close();
  }
}
