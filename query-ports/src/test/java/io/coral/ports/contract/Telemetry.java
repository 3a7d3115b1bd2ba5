package io.coral.ports.contract;

import io.coral.domain.histogram.LogHistogram;
import io.coral.domain.summary.MetricDelta;
import io.coral.domain.summary.SpanFold;
import io.coral.domain.summary.SummaryDeltas;
import io.coral.domain.telemetry.SpanKind;
import io.coral.domain.telemetry.SpanOutcome;
import io.coral.domain.telemetry.SpanRecord;
import io.coral.domain.time.Minute;
import io.coral.domain.value.Label;
import io.coral.domain.value.MetricName;
import io.coral.domain.value.ServiceInstance;
import io.coral.domain.value.ServiceName;
import io.coral.domain.value.TraceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Telemetry to fill a colony with, one short line for each span or metric. */
public final class Telemetry {
  private final List<SpanRecord> spans = new ArrayList<>();
  private final List<MetricDelta> metrics = new ArrayList<>();
  private long nextSpanId = 1;

  /** The trace id that ends in {@code number}. */
  public static TraceId trace(int number) {
    return new TraceId("%032x".formatted(number));
  }

  /** A sender without region. */
  public static ServiceInstance sender(String service, String namespace, String instance) {
    return sender(service, namespace, "", instance);
  }

  public static ServiceInstance sender(
      String service, String namespace, String region, String instance) {
    return new ServiceInstance(
        new ServiceName(service), new Label(namespace), new Label(region), new Label(instance));
  }

  /** A root span of kind SERVER in a trace of its own, from the service's only instance. */
  public Telemetry request(String service, String start, long millis) {
    return request(sender(service, "", "one"), 1_000_000 + spans.size(), start, millis);
  }

  public Telemetry request(ServiceInstance sender, int trace, String start, long millis) {
    return span(sender, trace, SpanKind.SERVER, true, start, millis, SpanOutcome.UNSET);
  }

  public Telemetry failedRequest(String service, String start, long millis) {
    return failedRequest(sender(service, "", "one"), 1_000_000 + spans.size(), start, millis);
  }

  public Telemetry failedRequest(ServiceInstance sender, int trace, String start, long millis) {
    return span(sender, trace, SpanKind.SERVER, true, start, millis, SpanOutcome.ERROR);
  }

  public Telemetry span(
      ServiceInstance sender,
      int trace,
      SpanKind kind,
      boolean root,
      String start,
      long millis,
      SpanOutcome outcome) {
    Instant begin = Instant.parse(start);
    long unixNano = Math.addExact(begin.getEpochSecond() * 1_000_000_000, begin.getNano());
    spans.add(
        new SpanRecord(
            sender,
            trace(trace),
            nextSpanId++,
            root,
            kind + " of " + sender.service(),
            kind,
            unixNano,
            unixNano + Duration.ofMillis(millis).toNanos(),
            outcome));
    return this;
  }

  /** Sampled values of a metric, all in one minute, from the service's only instance. */
  public Telemetry gauge(
      String service, String metric, String unit, String time, double... values) {
    return gauge(sender(service, "", "one"), metric, unit, time, values);
  }

  public Telemetry gauge(
      ServiceInstance sender, String metric, String unit, String time, double... values) {
    return points(sender, metric, "", unit, MetricDelta.Kind.GAUGE, time, values);
  }

  /** Sampled values of one state of a metric. */
  public Telemetry gaugeOfState(
      String service, String metric, String state, String time, double... values) {
    return points(
        sender(service, "", "one"), metric, state, "1", MetricDelta.Kind.GAUGE, time, values);
  }

  /** A received histogram of the given values. */
  public Telemetry histogram(
      String service, String metric, String unit, String time, double... values) {
    return points(
        sender(service, "", "one"), metric, "", unit, MetricDelta.Kind.HISTOGRAM, time, values);
  }

  private Telemetry points(
      ServiceInstance sender,
      String metric,
      String state,
      String unit,
      MetricDelta.Kind kind,
      String time,
      double... values) {
    metrics.add(
        new MetricDelta(
            Minute.of(Instant.parse(time)),
            sender,
            new MetricName(metric),
            new Label(state),
            unit,
            kind,
            values.length,
            Arrays.stream(values).sum(),
            Arrays.stream(values).min().orElseThrow(),
            Arrays.stream(values).max().orElseThrow(),
            LogHistogram.of(values),
            0.01));
    return this;
  }

  /** The spans added so far, as they are offered to an intake. */
  public List<SpanRecord> spans() {
    return List.copyOf(spans);
  }

  /** Everything added so far. */
  public SummaryDeltas deltas() {
    var fold = new SpanFold();
    spans.forEach(fold::add);
    return new SummaryDeltas(fold.serviceDeltas(), fold.traceDeltas(), metrics);
  }
}
