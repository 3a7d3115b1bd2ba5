package io.coral.ports;

import io.coral.domain.failure.QueryFailure;
import io.vavr.control.Either;
import java.net.InetSocketAddress;

/** Counts what one colony does, and shows the numbers to whoever collects them. */
public interface ColonyMetrics {
  /** Hears what is counted. */
  ColonyListener listener();

  /**
   * Starts to show the numbers; once for each colony.
   *
   * @param store whose sizes are shown, too
   * @param door where, and to whom
   * @return {@link QueryFailure.Unavailable} if the address cannot be bound, {@link
   *     QueryFailure.BadArgument} if the files of its TLS are not as they should be
   */
  Either<QueryFailure, MetricsServer> start(ColonyStore store, Door door);

  /** A running server. */
  interface MetricsServer extends AutoCloseable {
    /** Where it listens, with the port that was bound. */
    InetSocketAddress address();

    @Override
    void close();
  }
}
