package io.coral.benchmarks;

import io.coral.domain.histogram.LogHistogram;
import io.coral.domain.summary.Durations;
import io.coral.domain.summary.MetricDelta;
import io.coral.domain.summary.ServiceDelta;
import io.coral.domain.summary.SummaryDeltas;
import io.coral.domain.time.Minute;
import io.coral.domain.value.Label;
import io.coral.domain.value.MetricName;
import io.coral.domain.value.ServiceInstance;
import io.coral.domain.value.ServiceName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Minutes of many services as a colony folds them: requests and two received histograms of each,
 * log-normal, in some thirty buckets.
 */
final class StoreFill {
  static final int SERVICES = 50;
  static final int METRICS = 3;

  /** Values of a minute: so many fall into some thirty buckets. */
  private static final int VALUES = 45;

  private static final double SPREAD = 0.3;

  private final Random random = new Random(1);

  static ServiceName service(int number) {
    return new ServiceName("service%02d".formatted(number));
  }

  /** All summaries of the minutes from {@code from} until before {@code to}. */
  SummaryDeltas minutes(long from, long to) {
    var services = new ArrayList<ServiceDelta>();
    var metrics = new ArrayList<MetricDelta>();
    for (int i = 0; i < SERVICES; i++) {
      var sender = new ServiceInstance(service(i), Label.NONE, Label.NONE, new Label("one"));
      for (long minute = from; minute < to; minute++) {
        services.add(requests(sender, new Minute(minute), i));
        metrics.add(received(sender, new Minute(minute), "db.client.duration", i));
        metrics.add(received(sender, new Minute(minute), "rpc.client.duration", i));
      }
    }
    return new SummaryDeltas(services, List.of(), metrics);
  }

  private ServiceDelta requests(ServiceInstance sender, Minute minute, int service) {
    double[] values = values(service);
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new ServiceDelta(
        minute,
        sender,
        values.length,
        values.length,
        random.nextInt(3),
        new Durations(
            LogHistogram.of(values),
            (long) Arrays.stream(values).sum(),
            (long) sorted[0],
            (long) Math.ceil(sorted[sorted.length - 1])));
  }

  private MetricDelta received(ServiceInstance sender, Minute minute, String name, int service) {
    double[] values = values(service);
    return new MetricDelta(
        minute,
        sender,
        new MetricName(name),
        Label.NONE,
        "nanoseconds",
        MetricDelta.Kind.HISTOGRAM,
        values.length,
        Arrays.stream(values).sum(),
        Arrays.stream(values).min().orElseThrow(),
        Arrays.stream(values).max().orElseThrow(),
        LogHistogram.of(values),
        0.01);
  }

  private double[] values(int service) {
    double median = 1e6 * (10 + service);
    var values = new double[VALUES];
    for (int i = 0; i < VALUES; i++) {
      values[i] = median * Math.exp(SPREAD * random.nextGaussian());
    }
    return values;
  }
}
