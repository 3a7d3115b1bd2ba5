package io.coral.grpc.server;

import static java.util.Objects.requireNonNull;

import io.coral.ports.CallRates;
import java.time.Duration;

/**
 * What a server takes on from callers, before it comes to their questions.
 *
 * @param connections at one time; more are closed at once
 * @param calls under way at one time; more are turned away
 * @param receivingBytes of all requests that are arriving
 * @param receiveTime in which a request must have arrived
 * @param callTime for one call with one answer, with its request and with what its reader takes
 * @param idleTime after which a connection without calls is closed
 * @param connectionAge after which a connection takes no more calls
 * @param rates for each caller who is known, where the door names none
 */
record CallerLimits(
    int connections,
    int calls,
    long receivingBytes,
    Duration receiveTime,
    Duration callTime,
    Duration idleTime,
    Duration connectionAge,
    CallRates rates) {
  static final CallerLimits DEFAULT =
      new CallerLimits(
          1_024,
          4_096,
          64L * 1024 * 1024,
          Duration.ofSeconds(10),
          ServerLimits.MAX_TIME.plusMinutes(1),
          Duration.ofMinutes(15),
          Duration.ofHours(2),
          CallRates.QUESTIONS);

  CallerLimits {
    requireNonNull(receiveTime, "receiveTime is null");
    requireNonNull(callTime, "callTime is null");
    requireNonNull(idleTime, "idleTime is null");
    requireNonNull(connectionAge, "connectionAge is null");
    requireNonNull(rates, "rates is null");
  }
}
