package io.coral.grpc.ingest;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import com.google.rpc.Code;
import com.google.rpc.Status;
import io.coral.domain.failure.QueryFailure;
import io.coral.domain.failure.QueryFailure.AccessDenied;
import io.coral.grpc.otlp.OtlpSignal;
import io.coral.grpc.wire.FailureMapping;
import io.coral.ports.IntakeFailure;
import java.time.Duration;
import java.util.Map;

/** Tells outcomes over HTTP, by the status codes that OTLP names. */
final class HttpReplies {
  private static final Duration SOON = Duration.ofSeconds(1);

  private HttpReplies() {}

  static HttpReply of(Outcome outcome, OtlpSignal signal, Encoding encoding) {
    return switch (outcome) {
      case Outcome.Taken taken ->
          switch (encoding) {
            case PROTOBUF -> reply(encoding, message(taken, signal));
            case JSON -> new HttpReply(200, encoding, JsonReplies.taken(taken, signal), Map.of());
          };
      case Outcome.NotTaken(var failure) -> notTaken(failure, encoding);
      case Outcome.Malformed(var reason) -> malformed(reason, encoding);
      case Outcome.Failed failed -> error(500, IngestStatus.failed(), encoding, Map.of());
    };
  }

  static HttpReply malformed(String reason, Encoding encoding) {
    return error(400, IngestStatus.malformed(reason), encoding, Map.of());
  }

  /** The last on its connection: what follows may be part of this request, or the next one. */
  static HttpReply ambiguousLength(Encoding encoding) {
    return error(
        400,
        IngestStatus.malformed("the request must say where it ends, in one way"),
        encoding,
        Map.of("Connection", "close"));
  }

  static HttpReply unknownPath(Encoding encoding) {
    return error(
        404,
        status(Code.NOT_FOUND, "send spans to /v1/traces and metrics to /v1/metrics"),
        encoding,
        Map.of());
  }

  static HttpReply wrongMethod(Encoding encoding) {
    return error(
        405,
        status(Code.UNIMPLEMENTED, "telemetry is sent by POST"),
        encoding,
        Map.of("Allow", "POST"));
  }

  static HttpReply unknownType(Encoding encoding) {
    return error(
        415,
        status(
            Code.INVALID_ARGUMENT,
            "the Content-Type must be "
                + Encoding.PROTOBUF.mediaType()
                + " or "
                + Encoding.JSON.mediaType()),
        encoding,
        Map.of("Accept", Encoding.PROTOBUF.mediaType() + ", " + Encoding.JSON.mediaType()));
  }

  static HttpReply unknownCompression(Encoding encoding) {
    return error(
        415,
        status(Code.INVALID_ARGUMENT, "the Content-Encoding must be gzip or identity"),
        encoding,
        Map.of("Accept-Encoding", "gzip, identity"));
  }

  static HttpReply tooLarge(int mostBytes, Encoding encoding) {
    return error(
        413,
        status(
            Code.INVALID_ARGUMENT,
            "a request may have " + mostBytes + " bytes, compressed and decompressed"),
        encoding,
        Map.of());
  }

  static HttpReply denied(AccessDenied denied, Encoding encoding) {
    Status status = FailureMapping.toWire(denied);
    return switch (denied.kind()) {
      case UNAUTHENTICATED -> error(401, status, encoding, Map.of("WWW-Authenticate", "Bearer"));
      case PERMISSION_DENIED -> error(403, status, encoding, Map.of());
    };
  }

  static HttpReply tooMany(QueryFailure failure, Encoding encoding) {
    return error(429, FailureMapping.toWire(failure), encoding, retryAfter(SOON));
  }

  static HttpReply busy(Encoding encoding) {
    return error(429, IngestStatus.busy(), encoding, retryAfter(SOON));
  }

  static HttpReply closing(Encoding encoding) {
    return notTaken(new IntakeFailure.Unavailable("the colony is shutting down"), encoding);
  }

  private static HttpReply notTaken(IntakeFailure failure, Encoding encoding) {
    Status status = IngestStatus.of(failure);
    return switch (failure) {
      case IntakeFailure.Overloaded(var delay) -> error(429, status, encoding, retryAfter(delay));
      case IntakeFailure.Unavailable unavailable -> error(503, status, encoding, retryAfter(SOON));
      case IntakeFailure.Cancelled cancelled -> error(503, status, encoding, Map.of());
    };
  }

  /** Whole seconds, as the header wants them, and not too early. */
  private static Map<String, String> retryAfter(Duration delay) {
    return Map.of("Retry-After", Long.toString(delay.plusNanos(999_999_999).toSeconds()));
  }

  private static MessageLite message(Outcome.Taken taken, OtlpSignal signal) {
    return switch (signal) {
      case TRACES -> Responses.traces(taken);
      case METRICS -> Responses.metrics(taken);
    };
  }

  private static Status status(Code code, String message) {
    return Status.newBuilder().setCode(code.getNumber()).setMessage(message).build();
  }

  private static HttpReply reply(Encoding encoding, MessageLite message) {
    return new HttpReply(200, encoding, message.toByteString(), Map.of());
  }

  private static HttpReply error(
      int code, Status status, Encoding encoding, Map<String, String> headers) {
    ByteString body =
        switch (encoding) {
          case PROTOBUF -> status.toByteString();
          case JSON -> JsonReplies.status(status);
        };
    return new HttpReply(code, encoding, body, headers);
  }
}
