package io.coral.grpc.light;

import io.grpc.Status;
import org.apache.hc.core5.http2.H2Error;
import org.jspecify.annotations.Nullable;

/** What it means for a call when HTTP/2 goes wrong. */
final class Faults {
  private Faults() {}

  /** The server does not keep to HTTP/2; or it is no such server. */
  static Status protocol(@Nullable String what) {
    return Status.UNAVAILABLE.withDescription("this is no gRPC: " + what);
  }

  /** What a server means that resets a stream; the table of gRPC over HTTP2, section Errors. */
  static Status reset(int code) {
    H2Error error = H2Error.getByCode(code);
    String description = "the stream was reset: " + (error == null ? code : error);
    return switch (error) {
      case REFUSED_STREAM -> Status.UNAVAILABLE.withDescription(description);
      case CANCEL -> Status.CANCELLED.withDescription(description);
      case ENHANCE_YOUR_CALM -> Status.RESOURCE_EXHAUSTED.withDescription(description);
      case INADEQUATE_SECURITY -> Status.PERMISSION_DENIED.withDescription(description);
      case NO_ERROR,
          PROTOCOL_ERROR,
          INTERNAL_ERROR,
          FLOW_CONTROL_ERROR,
          SETTINGS_TIMEOUT,
          STREAM_CLOSED,
          FRAME_SIZE_ERROR,
          COMPRESSION_ERROR,
          CONNECT_ERROR,
          HTTP_1_1_REQUIRED ->
          Status.INTERNAL.withDescription(description);
      case null -> Status.INTERNAL.withDescription(description);
    };
  }
}
