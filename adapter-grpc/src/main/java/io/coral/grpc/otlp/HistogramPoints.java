package io.coral.grpc.otlp;

import io.coral.domain.telemetry.BucketCounts;
import io.coral.domain.telemetry.ExponentialBuckets;
import io.coral.domain.telemetry.ExponentialCounts;
import io.coral.domain.telemetry.HistogramPoint;
import io.coral.domain.telemetry.MetricIdentity;
import io.coral.domain.telemetry.MetricPoint;
import io.coral.domain.telemetry.Temporality;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import java.util.Optional;
import java.util.OptionalDouble;

/** Histogram points as the domain keeps them. All methods throw IllegalArgumentException. */
final class HistogramPoints {
  private final StreamIds streams;

  HistogramPoints(StreamIds streams) {
    this.streams = streams;
  }

  /** A histogram with explicit bounds; empty if it has none, and so tells no percentile. */
  Optional<MetricPoint> explicit(
      MetricIdentity identity, AggregationTemporality temporality, HistogramDataPoint point) {
    if (point.getExplicitBoundsCount() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new HistogramPoint(
            identity,
            streams.of(point.getAttributesList()),
            toDomain(temporality),
            point.getStartTimeUnixNano(),
            UnixNano.shifted(point.getTimeUnixNano(), 0, "time"),
            optional(point.hasSum(), point.getSum()),
            optional(point.hasMin(), point.getMin()),
            optional(point.hasMax(), point.getMax()),
            BucketCounts.adding(
                point.getCount(), point.getExplicitBoundsList(), point.getBucketCountsList())));
  }

  MetricPoint exponential(
      MetricIdentity identity,
      AggregationTemporality temporality,
      ExponentialHistogramDataPoint point) {
    return new HistogramPoint(
        identity,
        streams.of(point.getAttributesList()),
        toDomain(temporality),
        point.getStartTimeUnixNano(),
        UnixNano.shifted(point.getTimeUnixNano(), 0, "time"),
        optional(point.hasSum(), point.getSum()),
        optional(point.hasMin(), point.getMin()),
        optional(point.hasMax(), point.getMax()),
        ExponentialCounts.adding(
            point.getCount(),
            point.getScale(),
            point.getZeroCount(),
            point.getZeroThreshold(),
            buckets(point.getPositive()),
            buckets(point.getNegative())));
  }

  private static ExponentialBuckets buckets(ExponentialHistogramDataPoint.Buckets buckets) {
    return new ExponentialBuckets(buckets.getOffset(), buckets.getBucketCountsList());
  }

  private static Temporality toDomain(AggregationTemporality temporality) {
    return switch (temporality) {
      case AGGREGATION_TEMPORALITY_DELTA -> Temporality.DELTA;
      case AGGREGATION_TEMPORALITY_CUMULATIVE -> Temporality.CUMULATIVE;
      case AGGREGATION_TEMPORALITY_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException("histogram is neither delta nor cumulative");
    };
  }

  private static OptionalDouble optional(boolean present, double value) {
    return present ? OptionalDouble.of(value) : OptionalDouble.empty();
  }
}
