package io.coral.ports.contract;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.histogram.LogBuckets;
import io.coral.domain.histogram.LogHistogram;
import io.coral.domain.query.GetPercentile;
import io.coral.domain.query.NearNames;
import io.coral.domain.query.Percentile;
import io.coral.domain.summary.Durations;
import io.coral.domain.summary.MetricDelta;
import io.coral.domain.summary.ServiceDelta;
import io.coral.domain.telemetry.MetricUnit;
import io.coral.domain.time.Minute;
import io.coral.domain.time.TimeWindow;
import io.coral.domain.value.MetricName;
import io.vavr.control.Either;
import java.util.List;
import java.util.stream.Stream;

/** Computes percentiles by merging all deltas of a window. */
final class InMemoryPercentiles {
  private final InMemoryDeltas deltas;

  InMemoryPercentiles(InMemoryDeltas deltas) {
    this.deltas = deltas;
  }

  Either<QueryFailure, Percentile> answer(GetPercentile intent, TimeWindow applied) {
    boolean duration = intent.metric().equals(GetPercentile.REQUEST_DURATION);
    var spans =
        deltas.services().stream()
            .filter(d -> intent.service().matches(d.sender()) && d.requestCount() > 0)
            .toList();
    if (duration && spans.stream().anyMatch(d -> d.minute().isIn(applied))) {
      return Either.right(fromSpans(intent, applied, spans));
    }
    var received = received(intent, intent.metric());
    if (duration && received.stream().noneMatch(d -> d.minute().isIn(applied))) {
      received = received(intent, GetPercentile.NEWER_REQUEST_DURATION);
    }
    var inWindow = received.stream().filter(d -> d.minute().isIn(applied)).toList();
    if (!inWindow.isEmpty()) {
      return Either.right(fromMetric(intent, applied, inWindow));
    }
    if (!duration && received.isEmpty()) {
      return Either.left(unknownMetric(intent));
    }
    Stream<Minute> minutes =
        Stream.concat(
            duration ? spans.stream().map(ServiceDelta::minute) : Stream.empty(),
            Stream.concat(received.stream(), received(intent, intent.metric()).stream())
                .map(MetricDelta::minute));
    return Either.left(
        new QueryFailure.NoData(
            intent.service().name() + " " + intent.metric(),
            applied,
            InMemoryDeltas.lastMinute(minutes)));
  }

  private List<MetricDelta> received(GetPercentile intent, MetricName metric) {
    return deltas.metrics().stream()
        .filter(d -> intent.service().matches(d.sender()) && d.metric().equals(metric))
        .toList();
  }

  private static Percentile fromSpans(
      GetPercentile intent, TimeWindow applied, List<ServiceDelta> spans) {
    Durations merged =
        spans.stream()
            .filter(d -> d.minute().isIn(applied))
            .map(ServiceDelta::durations)
            .reduce(Durations.NONE, Durations::merge);
    double value = merged.histogram().quantile(intent.quantile()).orElseThrow();
    return new Percentile(
        Math.clamp(value, (double) merged.minNanos(), (double) merged.maxNanos()),
        MetricUnit.NANOSECONDS,
        merged.histogram().count(),
        Percentile.FROM_SPANS,
        LogBuckets.RELATIVE_ERROR,
        applied,
        InMemoryDeltas.notes(intent.window(), applied));
  }

  private static Percentile fromMetric(
      GetPercentile intent, TimeWindow applied, List<MetricDelta> points) {
    var merged =
        points.stream()
            .map(MetricDelta::histogram)
            .reduce(LogHistogram.empty(), LogHistogram::merge);
    double min = points.stream().mapToDouble(MetricDelta::min).min().orElseThrow();
    double max = points.stream().mapToDouble(MetricDelta::max).max().orElseThrow();
    return new Percentile(
        Math.clamp(merged.quantile(intent.quantile()).orElseThrow(), min, max),
        points.getFirst().unit(),
        merged.count(),
        points.getFirst().metric().value(),
        points.stream().mapToDouble(MetricDelta::relativeError).max().orElseThrow(),
        applied,
        InMemoryDeltas.notes(intent.window(), applied));
  }

  private QueryFailure unknownMetric(GetPercentile intent) {
    var known =
        Stream.concat(
                Stream.of(GetPercentile.REQUEST_DURATION.value()),
                deltas.metrics().stream()
                    .filter(d -> intent.service().matches(d.sender()))
                    .map(d -> d.metric().value()))
            .toList();
    return new QueryFailure.NotFound(
        QueryFailure.NotFound.Kind.METRIC,
        intent.metric().value(),
        NearNames.of(intent.metric().value(), known));
  }
}
