package io.coral.grpc.ingest;

import static java.util.Objects.requireNonNull;

import io.coral.ports.CallRates;
import java.time.Duration;

/**
 * What a server takes on, whoever sends.
 *
 * @param messageBytes of one request, both as it is sent and as it is once decompressed
 * @param headerBytes of one request's headers
 * @param connections at one time; more are closed at once
 * @param requests under way at one time; more are turned away
 * @param bodyBytes of all requests that are being received, for each protocol
 * @param receiveTime in which a request must have arrived, from its first byte to its last
 * @param idleTime after which a connection without a request is closed
 * @param callTime for one call over gRPC, with its request and its reply
 * @param connectionAge after which a connection over gRPC takes no more calls
 * @param rates for each sender who is known, where the door names none
 */
record IngestLimits(
    int messageBytes,
    int headerBytes,
    int connections,
    int requests,
    long bodyBytes,
    Duration receiveTime,
    Duration idleTime,
    Duration callTime,
    Duration connectionAge,
    CallRates rates) {
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
          Duration.ofMinutes(5),
          Duration.ofMinutes(2),
          Duration.ofHours(1),
          CallRates.TELEMETRY);

  IngestLimits {
    requireNonNull(receiveTime, "receiveTime is null");
    requireNonNull(idleTime, "idleTime is null");
    requireNonNull(callTime, "callTime is null");
    requireNonNull(connectionAge, "connectionAge is null");
    requireNonNull(rates, "rates is null");
  }
}
