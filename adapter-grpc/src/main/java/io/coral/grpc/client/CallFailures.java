package io.coral.grpc.client;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.failure.QueryFailure.AccessDenied;
import io.coral.grpc.tls.TlsFailures;
import io.coral.grpc.wire.FailureReading;
import io.coral.grpc.wire.GrpcStatus;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a failed call means: a failure of the colony's own, or of the way to it. */
final class CallFailures {
  private final String colony;
  private final Duration timeout;

  /**
   * @param authority of the channel, HOST:PORT
   */
  CallFailures(@Nullable String authority, Duration timeout) {
    this.colony = authority == null ? "the address" : authority;
    this.timeout = timeout;
  }

  /**
   * @throws ColonyFaultException if the colony has met a bug
   */
  QueryFailure toDomain(StatusRuntimeException e) {
    return bySaying(e).orElseGet(() -> byCode(e));
  }

  /**
   * What a failed stream means of which something has come.
   *
   * @throws ColonyFaultException if the colony has met a bug
   */
  QueryFailure inMidstream(StatusRuntimeException e) {
    return bySaying(e)
        .orElseGet(
            () ->
                switch (e.getStatus().getCode()) {
                  case DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED -> byCode(e);
                  case OK,
                      CANCELLED,
                      UNKNOWN,
                      INVALID_ARGUMENT,
                      NOT_FOUND,
                      ALREADY_EXISTS,
                      PERMISSION_DENIED,
                      FAILED_PRECONDITION,
                      ABORTED,
                      OUT_OF_RANGE,
                      UNIMPLEMENTED,
                      INTERNAL,
                      UNAVAILABLE,
                      DATA_LOSS,
                      UNAUTHENTICATED ->
                      cutOff();
                });
  }

  /** What the colony itself says, if it does. */
  private Optional<QueryFailure> bySaying(StatusRuntimeException e) {
    Optional<com.google.rpc.Status> details = GrpcStatus.details(e.getTrailers());
    if (details.filter(FailureReading::isInternalError).isPresent()) {
      throw new ColonyFaultException("the colony at " + colony + " failed; its log says why", e);
    }
    return details.flatMap(FailureReading::toDomain);
  }

  QueryFailure cutOff() {
    return new QueryFailure.Unavailable(
        "the stream from " + colony + " was cut off before its end",
        "the rows so far are not all; ask again");
  }

  QueryFailure unreadable() {
    return new QueryFailure.Unavailable(
        colony + " answers what no colony says", "is it a colony, of this version?");
  }

  /** What gRPC itself, or something between us and the colony, says by its code alone. */
  private QueryFailure byCode(StatusRuntimeException e) {
    return switch (e.getStatus().getCode()) {
      case DEADLINE_EXCEEDED -> new QueryFailure.DeadlineExceeded(timeout);
      case CANCELLED -> new QueryFailure.Cancelled();
      case RESOURCE_EXHAUSTED ->
          new QueryFailure.LimitExceeded(
              "message_size",
              "the question or its answer is larger than allowed",
              "ask for less at once");
      case UNAUTHENTICATED ->
          new AccessDenied(AccessDenied.Kind.UNAUTHENTICATED, colony + " asks for credentials", "");
      case PERMISSION_DENIED ->
          new AccessDenied(AccessDenied.Kind.PERMISSION_DENIED, colony + " refuses the call", "");
      case UNAVAILABLE ->
          TlsFailures.of(e.getStatus().getCause(), colony)
              .orElseGet(
                  () ->
                      new QueryFailure.Unavailable(
                          "cannot reach " + colony,
                          "is a colony running at " + colony + "? coral colony start --db FILE"));
      case OK,
          UNKNOWN,
          INVALID_ARGUMENT,
          NOT_FOUND,
          ALREADY_EXISTS,
          FAILED_PRECONDITION,
          ABORTED,
          OUT_OF_RANGE,
          UNIMPLEMENTED,
          INTERNAL,
          DATA_LOSS ->
          unreadable();
    };
  }
}
