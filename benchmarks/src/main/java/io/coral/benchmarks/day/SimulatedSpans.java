package io.coral.benchmarks.day;

import io.coral.benchmarks.traffic.StoreFill;
import io.coral.domain.intake.Telemetry;
import io.coral.domain.telemetry.SpanKind;
import io.coral.domain.telemetry.SpanOutcome;
import io.coral.domain.telemetry.SpanRecord;
import io.coral.domain.value.Label;
import io.coral.domain.value.ServiceInstance;
import io.coral.domain.value.TraceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A minute's spans of some services, a request for each. */
final class SimulatedSpans {
  static final int SERVICES = 20;

  private static final int SPANS = 300;
  private static final int SPANS_OF_TRACE = 4;

  /** What a span takes on the wire, roughly. */
  private static final int SPAN_BYTES = 250;

  private static final double SPREAD = 0.3;
  private static final long MINUTE_NANOS = 60_000_000_000L;

  private final Random random = new Random(1);
  private long traces;

  List<Telemetry> minute(long epochMinute) {
    var requests = new ArrayList<Telemetry>();
    for (int service = 0; service < SERVICES; service++) {
      var sender =
          new ServiceInstance(StoreFill.service(service), Label.NONE, Label.NONE, new Label("one"));
      var spans = new ArrayList<SpanRecord>();
      for (int i = 0; i < SPANS; i++) {
        spans.add(span(sender, service, i, epochMinute * MINUTE_NANOS));
      }
      requests.add(new Telemetry.Spans(spans, (long) SPANS * SPAN_BYTES));
    }
    return requests;
  }

  private SpanRecord span(ServiceInstance sender, int service, int number, long minuteNanos) {
    boolean request = number % SPANS_OF_TRACE == 0;
    traces += request ? 1 : 0;
    long start = minuteNanos + random.nextLong(MINUTE_NANOS);
    return new SpanRecord(
        sender,
        new TraceId("%032x".formatted(traces)),
        1 + number,
        request,
        request ? "GET /orders/{id}" : "SELECT orders",
        request ? SpanKind.SERVER : SpanKind.CLIENT,
        start,
        start + (long) (1e6 * (10 + service) * Math.exp(SPREAD * random.nextGaussian())),
        SpanOutcome.UNSET);
  }
}
