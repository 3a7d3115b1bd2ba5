package io.coral.benchmarks.store;

import io.coral.benchmarks.traffic.StoreFill;
import io.coral.benchmarks.traffic.StoreFill.Reported;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Reported minutes as exponential histograms, which Prometheus stores as native ones: cumulative,
 * as it wants them, and of its usual resolution, eight buckets an octave.
 */
final class NativeHistograms {
  private static final int SCALE = 3;
  private static final double BUCKETS_PER_OCTAVE = 1 << SCALE;

  private record Series(int service, int metric) {}

  private static final class Cumulated {
    private final TreeMap<Integer, Long> buckets = new TreeMap<>();
    private long count;
    private double sum;

    private void add(double value) {
      // Bucket i ends with 2^((i + 1) / 8), which belongs to it.
      int index = (int) Math.ceil(Math.log(value) / Math.log(2) * BUCKETS_PER_OCTAVE) - 1;
      buckets.merge(index, 1L, Long::sum);
      count++;
      sum += value;
    }

    private ExponentialHistogramDataPoint.Buckets dense() {
      var dense = ExponentialHistogramDataPoint.Buckets.newBuilder().setOffset(buckets.firstKey());
      for (int index = buckets.firstKey(); index <= buckets.lastKey(); index++) {
        dense.addBucketCounts(buckets.getOrDefault(index, 0L));
      }
      return dense.build();
    }
  }

  private final long start;
  private final Map<Series, Cumulated> series = new HashMap<>();

  /**
   * @param firstMinute when the services began to count
   */
  NativeHistograms(long firstMinute) {
    start = nanosOf(firstMinute);
  }

  /** The export request of what comes after all that came before. */
  ExportMetricsServiceRequest next(List<Reported> reported) {
    var points = new HashMap<Series, ExponentialHistogram.Builder>();
    for (Reported each : reported) {
      var key = new Series(each.service(), each.metric());
      points
          .computeIfAbsent(key, any -> ExponentialHistogram.newBuilder())
          .addDataPoints(point(each));
    }
    var request = ExportMetricsServiceRequest.newBuilder();
    points.forEach((key, histogram) -> request.addResourceMetrics(metrics(key, histogram)));
    return request.build();
  }

  private ExponentialHistogramDataPoint point(Reported reported) {
    var cumulated =
        series.computeIfAbsent(
            new Series(reported.service(), reported.metric()), any -> new Cumulated());
    for (double nanos : reported.nanos()) {
      cumulated.add(nanos);
    }
    return ExponentialHistogramDataPoint.newBuilder()
        .setStartTimeUnixNano(start)
        .setTimeUnixNano(nanosOf(reported.minute() + 1))
        .setScale(SCALE)
        .setCount(cumulated.count)
        .setSum(cumulated.sum)
        .setPositive(cumulated.dense())
        .build();
  }

  private static ResourceMetrics metrics(Series key, ExponentialHistogram.Builder histogram) {
    histogram.setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
    return ResourceMetrics.newBuilder()
        .setResource(
            Resource.newBuilder()
                .addAttributes(attribute("service.name", StoreFill.service(key.service()).value())))
        .addScopeMetrics(
            ScopeMetrics.newBuilder()
                .addMetrics(
                    Metric.newBuilder()
                        .setName(StoreFill.METRICS.get(key.metric()))
                        .setExponentialHistogram(histogram)))
        .build();
  }

  private static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static long nanosOf(long minute) {
    return TimeUnit.MINUTES.toNanos(minute);
  }
}
