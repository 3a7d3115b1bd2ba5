package io.coral.domain.telemetry;

/** A span's kind, as OpenTelemetry names them. */
public enum SpanKind {
  /** The sender does not say. */
  UNSPECIFIED,
  /** Work within a service. */
  INTERNAL,
  /** A call that the service answered. */
  SERVER,
  /** A call that the service made. */
  CLIENT,
  /** A message that the service sent. */
  PRODUCER,
  /** A message that the service worked off. */
  CONSUMER;

  /** Whether a span of this kind is a request that its service handled. */
  public boolean isRequest() {
    return switch (this) {
      case SERVER, CONSUMER -> true;
      case UNSPECIFIED, INTERNAL, CLIENT, PRODUCER -> false;
    };
  }
}
