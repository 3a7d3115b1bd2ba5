package io.coral.grpc.otlp;

import io.coral.domain.telemetry.MetricIdentity;
import io.coral.domain.telemetry.MetricPoint;
import io.coral.domain.telemetry.MetricUnit;
import io.coral.domain.telemetry.NumberPoint;
import io.coral.domain.value.Label;
import io.coral.domain.value.MetricName;
import io.coral.domain.value.ServiceInstance;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.DataPointFlags;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.vavr.control.Either;
import java.util.List;
import java.util.Optional;

/**
 * The points of one metric. Gauges and sums that may fall are sampled; histograms are taken as they
 * are. Counters and summaries are not summarised, nor are points that record no value.
 */
final class MetricPoints {
  private static final List<String> STATES =
      List.of("state", "cpu.mode", "system.cpu.state", "system.memory.state");

  private final Either<String, ServiceInstance> sender;
  private final Metric metric;
  private final HistogramPoints histograms;

  MetricPoints(
      Either<String, ServiceInstance> sender,
      ResourceMetrics resource,
      ScopeMetrics scope,
      Metric metric) {
    this.sender = sender;
    this.metric = metric;
    this.histograms = new HistogramPoints(new StreamIds(resource, scope, metric));
  }

  int size() {
    return switch (metric.getDataCase()) {
      case GAUGE -> metric.getGauge().getDataPointsCount();
      case SUM -> metric.getSum().getDataPointsCount();
      case HISTOGRAM -> metric.getHistogram().getDataPointsCount();
      case EXPONENTIAL_HISTOGRAM -> metric.getExponentialHistogram().getDataPointsCount();
      case SUMMARY -> metric.getSummary().getDataPointsCount();
      case DATA_NOT_SET -> 0;
    };
  }

  /**
   * Reads one point.
   *
   * @return the point; empty if points of its kind are not summarised; or what is wrong with it,
   *     one sentence
   */
  Either<String, Optional<MetricPoint>> read(int index) {
    try {
      return switch (metric.getDataCase()) {
        case GAUGE -> number(metric.getGauge().getDataPoints(index));
        case SUM -> sum(index);
        case HISTOGRAM -> {
          var histogram = metric.getHistogram();
          var point = histogram.getDataPoints(index);
          yield recorded(point.getFlags(), point.getAttributesList())
              .map(
                  identity ->
                      identity.flatMap(
                          known ->
                              histograms.explicit(
                                  known, histogram.getAggregationTemporality(), point)));
        }
        case EXPONENTIAL_HISTOGRAM -> {
          var histogram = metric.getExponentialHistogram();
          var point = histogram.getDataPoints(index);
          yield recorded(point.getFlags(), point.getAttributesList())
              .map(
                  identity ->
                      identity.map(
                          known ->
                              histograms.exponential(
                                  known, histogram.getAggregationTemporality(), point)));
        }
        case SUMMARY, DATA_NOT_SET -> Either.right(Optional.empty());
      };
    } catch (IllegalArgumentException e) {
      return Either.left(String.valueOf(e.getMessage()));
    }
  }

  private Either<String, Optional<MetricPoint>> sum(int index) {
    var sum = metric.getSum();
    boolean isLevel =
        switch (sum.getAggregationTemporality()) {
          case AGGREGATION_TEMPORALITY_CUMULATIVE -> !sum.getIsMonotonic();
          case AGGREGATION_TEMPORALITY_DELTA, AGGREGATION_TEMPORALITY_UNSPECIFIED, UNRECOGNIZED ->
              false;
        };
    return isLevel ? number(sum.getDataPoints(index)) : Either.right(Optional.empty());
  }

  private Either<String, Optional<MetricPoint>> number(NumberDataPoint point) {
    return recorded(point.getFlags(), point.getAttributesList())
        .map(
            identity ->
                identity.map(
                    known ->
                        new NumberPoint(
                            known,
                            UnixNano.shifted(point.getTimeUnixNano(), 0, "time"),
                            value(point))));
  }

  private static double value(NumberDataPoint point) {
    return switch (point.getValueCase()) {
      case AS_DOUBLE -> point.getAsDouble();
      case AS_INT -> point.getAsInt();
      case VALUE_NOT_SET -> throw new IllegalArgumentException("point has no value");
    };
  }

  /** What a point measures; empty if it says that it recorded nothing. */
  private Either<String, Optional<MetricIdentity>> recorded(int flags, List<KeyValue> attributes) {
    if ((flags & DataPointFlags.DATA_POINT_FLAGS_NO_RECORDED_VALUE_MASK_VALUE) != 0) {
      return Either.right(Optional.empty());
    }
    return sender.map(
        known ->
            Optional.of(
                new MetricIdentity(
                    known,
                    new MetricName(metric.getName()),
                    state(attributes),
                    MetricUnit.ofUcum(metric.getUnit()))));
  }

  private Label state(List<KeyValue> attributes) {
    return switch (metric.getName()) {
      case "system.cpu.utilization", "system.memory.utilization" ->
          STATES.stream()
              .flatMap(key -> Attributes.text(attributes, key).stream())
              .findFirst()
              .map(Label::new)
              .orElse(Label.NONE);
      default -> Label.NONE;
    };
  }
}
