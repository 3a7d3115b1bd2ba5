package io.coral.grpc.otlp;

import io.coral.domain.telemetry.MetricPoint;
import io.coral.domain.telemetry.SpanRecord;

/** Receives the items of a request, one by one. */
interface ItemSink {
  void span(SpanRecord span);

  /**
   * A metric point of a kind that is summarised.
   *
   * @param number of the point in its request, from 1
   */
  void point(long number, MetricPoint point);

  /** A valid metric point of a kind that is not summarised. */
  void ignoredPoint();

  /**
   * An item is invalid.
   *
   * @param item what it is: "span" or "point"
   * @param number of the item in its request, from 1
   * @param reason what is wrong with it; one sentence
   */
  void refused(String item, long number, String reason);
}
