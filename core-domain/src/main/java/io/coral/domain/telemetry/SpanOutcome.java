package io.coral.domain.telemetry;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;

/**
 * What a span says about its success.
 *
 * @param status the span's status code
 * @param httpStatus {@code http.response.status_code}, or its older name
 * @param grpcStatus {@code rpc.grpc.status_code}
 */
public record SpanOutcome(Status status, OptionalInt httpStatus, OptionalInt grpcStatus) {
  /** Nothing is said. */
  public static final SpanOutcome UNSET =
      new SpanOutcome(Status.UNSET, OptionalInt.empty(), OptionalInt.empty());

  /** The span says that it failed. */
  public static final SpanOutcome ERROR =
      new SpanOutcome(Status.ERROR, OptionalInt.empty(), OptionalInt.empty());

  public SpanOutcome {
    requireNonNull(status, "status is null");
    requireNonNull(httpStatus, "httpStatus is null");
    requireNonNull(grpcStatus, "grpcStatus is null");
  }

  /** A span's status code. */
  public enum Status {
    /** The sender left it to whoever reads. */
    UNSET,
    /** Validated as a success, whatever the protocol's code. */
    OK,
    /** The operation failed. */
    ERROR
  }

  /**
   * Whether the span failed. Where the status is unset, a request failed by its protocol's own
   * code.
   */
  boolean failed(SpanKind kind) {
    return switch (status) {
      case ERROR -> true;
      case OK -> false;
      case UNSET -> kind.isRequest() && (isHttpServerError() || isGrpcServerFault());
    };
  }

  private boolean isHttpServerError() {
    return httpStatus.isPresent() && httpStatus.getAsInt() >= 500 && httpStatus.getAsInt() <= 599;
  }

  /** The codes for which OpenTelemetry's gRPC conventions mark a server span as failed. */
  private boolean isGrpcServerFault() {
    return grpcStatus.isPresent()
        && switch (grpcStatus.getAsInt()) {
          case 2, 4, 12, 13, 14, 15 -> true; // UNKNOWN, DEADLINE_EXCEEDED, UNIMPLEMENTED,
          // INTERNAL, UNAVAILABLE, DATA_LOSS
          default -> false;
        };
  }
}
