package io.coral.grpc.http;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What a server over HTTP takes on, whoever calls.
 *
 * @param threads that read and write
 * @param connections at one time; more are closed at once
 * @param headerBytes of one line of a request's head
 * @param receiveTime in which a request must have arrived
 * @param idleTime after which a connection without a request is closed
 */
public record HttpBounds(
    int threads, int connections, int headerBytes, Duration receiveTime, Duration idleTime) {
  public HttpBounds {
    requireNonNull(receiveTime, "receiveTime is null");
    requireNonNull(idleTime, "idleTime is null");
  }
}
