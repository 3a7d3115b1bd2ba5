package io.coral.grpc.server;

import io.coral.domain.sql.SqlLimits;
import java.time.Duration;

/** What a server takes on, whoever asks. */
final class ServerLimits {
  /** Bytes of one request. */
  static final int MAX_REQUEST_BYTES = 4 * 1024 * 1024;

  /** Bytes of a call's metadata. */
  static final int MAX_METADATA_BYTES = 8 * 1024;

  /** Calls under way on one connection. */
  static final int MAX_CALLS_PER_CONNECTION = 256;

  /** Questions answered at one time. */
  static final int THREADS = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());

  /** Questions that wait for an answer to begin; more are turned away. */
  static final int MAX_WAITING = 512;

  /** Time for one answer if the caller allows no less. */
  static final Duration MAX_TIME = SqlLimits.MAX_TIME;

  /** Time for which the last replies may take to leave. */
  static final Duration FLUSH = Duration.ofMillis(200);

  /** How often a client may ask whether the server lives. */
  static final Duration MIN_PING_INTERVAL = Duration.ofSeconds(10);

  /** Silence after which a connection is tried, and the time it then has to answer. */
  static final Duration KEEP_ALIVE = Duration.ofMinutes(1);

  static final Duration KEEP_ALIVE_TIMEOUT = Duration.ofSeconds(20);

  private ServerLimits() {}
}
