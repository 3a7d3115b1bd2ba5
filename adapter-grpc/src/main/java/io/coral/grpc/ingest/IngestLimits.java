package io.coral.grpc.ingest;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What a server takes on, whoever sends.
 *
 * @param messageBytes of one request, both as it is sent and as it is once decompressed
 * @param headerBytes of one request's headers
 * @param connections at one time; more are closed at once
 * @param requests under way at one time; more are turned away
 * @param bodyBytes of all requests that are being received over HTTP
 * @param receiveTime in which a request must have arrived, from its first byte to its last
 * @param idleTime after which a connection without a request is closed
 */
record IngestLimits(
    int messageBytes,
    int headerBytes,
    int connections,
    int requests,
    long bodyBytes,
    Duration receiveTime,
    Duration idleTime) {
  private static final int KIBIBYTE = 1024;
  private static final int MEBIBYTE = 1024 * KIBIBYTE;

  static final IngestLimits DEFAULT =
      new IngestLimits(
          8 * MEBIBYTE,
          16 * KIBIBYTE,
          1_024,
          1_024,
          128L * MEBIBYTE,
          Duration.ofSeconds(30),
          Duration.ofMinutes(5));

  IngestLimits {
    requireNonNull(receiveTime, "receiveTime is null");
    requireNonNull(idleTime, "idleTime is null");
  }
}
