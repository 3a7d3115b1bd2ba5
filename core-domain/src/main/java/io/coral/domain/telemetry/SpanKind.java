package io.coral.domain.telemetry;

/** A span's kind, as OpenTelemetry names them. */
public enum SpanKind {
  UNSPECIFIED,
  INTERNAL,
  SERVER,
  CLIENT,
  PRODUCER,
  CONSUMER;

  /** Whether a span of this kind is a request that its service handled. */
  public boolean isRequest() {
    return switch (this) {
      case SERVER, CONSUMER -> true;
      case UNSPECIFIED, INTERNAL, CLIENT, PRODUCER -> false;
    };
  }
}
