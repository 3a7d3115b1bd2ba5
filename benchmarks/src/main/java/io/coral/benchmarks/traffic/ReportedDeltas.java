package io.coral.benchmarks.traffic;

import io.coral.benchmarks.traffic.StoreFill.Reported;
import io.coral.domain.histogram.LogHistogram;
import io.coral.domain.summary.Durations;
import io.coral.domain.summary.MetricDelta;
import io.coral.domain.summary.ServiceDelta;
import io.coral.domain.summary.SummaryDeltas;
import io.coral.domain.time.Minute;
import io.coral.domain.value.Label;
import io.coral.domain.value.MetricName;
import io.coral.domain.value.ServiceInstance;
import java.util.Arrays;
import java.util.List;

/** Reported minutes as a colony folds them. */
public final class ReportedDeltas {
  private ReportedDeltas() {}

  public static SummaryDeltas of(List<Reported> reported) {
    return new SummaryDeltas(
        reported.stream().filter(Reported::isOfRequests).map(ReportedDeltas::requests).toList(),
        List.of(),
        reported.stream()
            .filter(each -> !each.isOfRequests())
            .map(ReportedDeltas::values)
            .toList());
  }

  private static ServiceDelta requests(Reported reported) {
    double[] nanos = reported.nanos();
    return new ServiceDelta(
        new Minute(reported.minute()),
        sender(reported),
        nanos.length,
        nanos.length,
        0,
        new Durations(
            LogHistogram.of(nanos),
            (long) Arrays.stream(nanos).sum(),
            (long) Arrays.stream(nanos).min().orElseThrow(),
            (long) Math.ceil(Arrays.stream(nanos).max().orElseThrow())));
  }

  private static MetricDelta values(Reported reported) {
    double[] nanos = reported.nanos();
    return new MetricDelta(
        new Minute(reported.minute()),
        sender(reported),
        new MetricName(reported.metricName()),
        Label.NONE,
        "nanoseconds",
        MetricDelta.Kind.HISTOGRAM,
        nanos.length,
        Arrays.stream(nanos).sum(),
        Arrays.stream(nanos).min().orElseThrow(),
        Arrays.stream(nanos).max().orElseThrow(),
        LogHistogram.of(nanos),
        0.01);
  }

  private static ServiceInstance sender(Reported reported) {
    return new ServiceInstance(
        StoreFill.service(reported.service()), Label.NONE, Label.NONE, new Label("one"));
  }
}
