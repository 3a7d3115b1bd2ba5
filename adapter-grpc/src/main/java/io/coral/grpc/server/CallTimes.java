package io.coral.grpc.server;

import io.coral.grpc.v1.AdminServiceGrpc;
import io.coral.grpc.v1.QueryServiceGrpc;
import io.grpc.health.v1.HealthGrpc;
import java.time.Duration;
import java.util.function.Function;

/**
 * How long each call may be open, whatever its caller allows.
 *
 * @param answers for calls with one answer
 * @param streams for streams of rows, and for backups
 * @param connections of the connection itself, which those may outlast who wait for changes
 */
record CallTimes(Duration answers, Duration streams, Duration connections)
    implements Function<String, Duration> {
  /** For the last rows to be taken. */
  private static final Duration END = Duration.ofMinutes(1);

  static CallTimes of(CallerLimits callers, StreamLimits streams) {
    return new CallTimes(
        callers.callTime(), streams.total().plus(END), callers.connectionAge().plus(END));
  }

  @Override
  public Duration apply(String method) {
    if (method.equals(QueryServiceGrpc.getStreamQueryMethod().getFullMethodName())
        || method.equals(AdminServiceGrpc.getBackupMethod().getFullMethodName())) {
      return streams;
    }
    return method.equals(HealthGrpc.getWatchMethod().getFullMethodName()) ? connections : answers;
  }
}
