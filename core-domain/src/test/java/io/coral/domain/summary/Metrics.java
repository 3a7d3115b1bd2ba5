package io.coral.domain.summary;

import io.coral.domain.telemetry.HistogramCounts;
import io.coral.domain.telemetry.HistogramPoint;
import io.coral.domain.telemetry.MetricIdentity;
import io.coral.domain.telemetry.MetricUnit;
import io.coral.domain.telemetry.NumberPoint;
import io.coral.domain.telemetry.StreamId;
import io.coral.domain.telemetry.Temporality;
import io.coral.domain.value.Label;
import io.coral.domain.value.MetricName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Metric points for tests, and deltas added up as whoever reads them does. */
final class Metrics {
  static final StreamId STREAM = new StreamId("a".repeat(64));

  private Metrics() {}

  static MetricIdentity identity(String metric, String unit) {
    return new MetricIdentity(
        Spans.sender("shop"), new MetricName(metric), Label.NONE, MetricUnit.ofUcum(unit));
  }

  static NumberPoint gauge(String unit, long time, double value) {
    return new NumberPoint(identity("load", unit), time, value);
  }

  static HistogramPoint delta(String unit, long time, HistogramCounts counts) {
    return delta(
        unit, time, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), counts);
  }

  static HistogramPoint delta(
      String unit,
      long time,
      OptionalDouble sum,
      OptionalDouble min,
      OptionalDouble max,
      HistogramCounts counts) {
    return new HistogramPoint(
        identity("latency", unit), STREAM, Temporality.DELTA, 0, time, sum, min, max, counts);
  }

  static HistogramPoint cumulative(long start, long time, HistogramCounts counts) {
    return cumulative(STREAM, start, time, OptionalDouble.empty(), counts);
  }

  static HistogramPoint cumulative(
      StreamId stream, long start, long time, OptionalDouble sum, HistogramCounts counts) {
    return new HistogramPoint(
        identity("latency", "1"),
        stream,
        Temporality.CUMULATIVE,
        start,
        time,
        sum,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        counts);
  }

  /** One delta for each key. */
  static Map<List<Object>, MetricDelta> merged(Iterable<MetricDelta> deltas) {
    var merged = new HashMap<List<Object>, MetricDelta>();
    for (var d : deltas) {
      merged.merge(
          List.of(d.minute(), d.sender(), d.metric(), d.state(), d.unit(), d.kind()),
          d,
          Metrics::merge);
    }
    return merged;
  }

  private static MetricDelta merge(MetricDelta a, MetricDelta b) {
    return new MetricDelta(
        a.minute(),
        a.sender(),
        a.metric(),
        a.state(),
        a.unit(),
        a.kind(),
        a.count() + b.count(),
        a.sum() + b.sum(),
        Math.min(a.min(), b.min()),
        Math.max(a.max(), b.max()),
        a.histogram().merge(b.histogram()),
        Math.max(a.relativeError(), b.relativeError()));
  }

  /** How many of the values fall into each bucket between the bounds. */
  static List<Long> countsBetween(List<Double> bounds, List<Double> values) {
    var counts = new ArrayList<Long>();
    for (int i = 0; i <= bounds.size(); i++) {
      double low = i == 0 ? Double.NEGATIVE_INFINITY : bounds.get(i - 1);
      double high = i == bounds.size() ? Double.POSITIVE_INFINITY : bounds.get(i);
      counts.add(values.stream().filter(value -> value > low && value <= high).count());
    }
    return counts;
  }
}
