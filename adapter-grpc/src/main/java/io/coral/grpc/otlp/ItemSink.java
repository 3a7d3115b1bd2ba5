package io.coral.grpc.otlp;

import io.coral.domain.telemetry.SpanRecord;

/** Receives the items of a request, one by one. */
interface ItemSink {
  void span(SpanRecord span);

  /**
   * An item is invalid.
   *
   * @param reason which item, and what is wrong with it; one sentence
   */
  void refused(String reason);
}
