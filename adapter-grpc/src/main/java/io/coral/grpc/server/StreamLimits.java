package io.coral.grpc.server;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What a server takes on for streams of rows, whoever asks.
 *
 * @param atOnce streams under way; more are turned away
 * @param patience time for which a reader may take nothing before it is let go
 * @param total time for one stream, with what its reader takes
 */
record StreamLimits(int atOnce, Duration patience, Duration total) {
  static final StreamLimits DEFAULT =
      new StreamLimits(8, Duration.ofSeconds(30), Duration.ofMinutes(10));

  StreamLimits {
    requireNonNull(patience, "patience is null");
    requireNonNull(total, "total is null");
  }
}
