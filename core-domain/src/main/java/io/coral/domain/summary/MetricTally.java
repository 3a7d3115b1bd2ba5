package io.coral.domain.summary;

import io.coral.domain.histogram.LogBuckets;
import io.coral.domain.histogram.LogHistogram;
import io.coral.domain.telemetry.HistogramPoint;
import io.coral.domain.telemetry.MetricIdentity;
import io.coral.domain.telemetry.NumberPoint;
import io.coral.domain.time.Minute;

/** What was added of one metric in one minute so far. */
final class MetricTally {
  private final LogHistogram.Builder histogram = new LogHistogram.Builder();
  private long count;
  private double sum;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;
  private double relativeError = LogBuckets.RELATIVE_ERROR;

  void add(NumberPoint point) {
    double value = point.identity().unit().kept(point.value());
    addValues(value, 1, value, value);
    addToSum(value);
  }

  /** Adds a point that counts at least one value. */
  void add(HistogramPoint point) {
    var unit = point.identity().unit();
    double[] estimatedSum = {0};
    point
        .counts()
        .forEach(
            (low, high, values) -> {
              var bucket = ReceivedBucket.of(low, high, point.min(), point.max());
              double value = unit.kept(bucket.representative());
              boolean holdsMin =
                  point.min().isPresent() && liesIn(point.min().getAsDouble(), low, high);
              boolean holdsMax =
                  point.max().isPresent() && liesIn(point.max().getAsDouble(), low, high);
              addValues(
                  value,
                  values,
                  holdsMin ? unit.kept(point.min().getAsDouble()) : value,
                  holdsMax ? unit.kept(point.max().getAsDouble()) : value);
              relativeError = Math.max(relativeError, bucket.relativeErrorInOurs());
              estimatedSum[0] += value * values;
            });
    addToSum(point.sum().isPresent() ? unit.kept(point.sum().getAsDouble()) : estimatedSum[0]);
  }

  MetricDelta toDelta(Minute minute, MetricIdentity identity, MetricDelta.Kind kind) {
    return new MetricDelta(
        minute,
        identity.sender(),
        identity.metric(),
        identity.state(),
        identity.unit().name(),
        kind,
        count,
        sum,
        min,
        max,
        histogram.build(),
        relativeError);
  }

  private void addValues(double value, long values, double lowest, double highest) {
    histogram.add(value, values);
    count = Durations.saturatingAdd(count, values);
    min = Math.min(min, lowest);
    max = Math.max(max, highest);
  }

  private void addToSum(double added) {
    sum = Math.clamp(sum + added, -Double.MAX_VALUE, Double.MAX_VALUE);
  }

  private static boolean liesIn(double value, double low, double high) {
    return value >= low && value <= high;
  }
}
