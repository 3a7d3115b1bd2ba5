package io.coral.grpc.ingest;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.coral.grpc.wire.FailureMapping;
import io.coral.ports.IntakeFailure;

/**
 * Failures as {@code google.rpc.Status}, in both protocols. Only what may succeed when it is sent
 * again carries RetryInfo.
 */
final class IngestStatus {
  private static final java.time.Duration SOON = java.time.Duration.ofSeconds(1);

  private IngestStatus() {}

  static Status malformed(String reason) {
    return status(Code.INVALID_ARGUMENT, "BAD_ARGUMENT", reason).build();
  }

  static Status failed() {
    return FailureMapping.internalError();
  }

  static Status of(IntakeFailure failure) {
    return switch (failure) {
      case IntakeFailure.Overloaded(var retryAfter) -> overloaded(failure.message(), retryAfter);
      case IntakeFailure.Unavailable unavailable ->
          status(Code.UNAVAILABLE, "UNAVAILABLE", failure.message())
              .addDetails(retry(SOON))
              .build();
      case IntakeFailure.Cancelled cancelled ->
          status(Code.CANCELLED, "CANCELLED", failure.message()).build();
    };
  }

  /** More is under way than there is room for. */
  static Status busy() {
    return overloaded("the colony receives as many requests as it can at once", SOON);
  }

  static Status tooSlow() {
    return status(Code.DEADLINE_EXCEEDED, "DEADLINE_EXCEEDED", "the request arrives too slowly")
        .build();
  }

  private static Status overloaded(String message, java.time.Duration retryAfter) {
    return status(Code.RESOURCE_EXHAUSTED, "LIMIT_EXCEEDED", message)
        .addDetails(retry(retryAfter))
        .build();
  }

  private static Status.Builder status(Code code, String reason, String message) {
    return Status.newBuilder()
        .setCode(code.getNumber())
        .setMessage(message)
        .addDetails(
            Any.pack(
                ErrorInfo.newBuilder().setReason(reason).setDomain(FailureMapping.DOMAIN).build()));
  }

  private static Any retry(java.time.Duration delay) {
    return Any.pack(
        RetryInfo.newBuilder()
            .setRetryDelay(
                Duration.newBuilder().setSeconds(delay.getSeconds()).setNanos(delay.getNano()))
            .build());
  }
}
