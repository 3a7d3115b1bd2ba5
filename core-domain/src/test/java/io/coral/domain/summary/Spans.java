package io.coral.domain.summary;

import io.coral.domain.telemetry.SpanKind;
import io.coral.domain.telemetry.SpanOutcome;
import io.coral.domain.telemetry.SpanRecord;
import io.coral.domain.value.Label;
import io.coral.domain.value.ServiceInstance;
import io.coral.domain.value.ServiceName;
import io.coral.domain.value.TraceId;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Spans for tests: few services, traces and minutes, so that many fall together. */
final class Spans {
  static final long MINUTE = 60_000_000_000L;
  static final TraceId TRACE = new TraceId("a".repeat(32));

  private Spans() {}

  static ServiceInstance sender(String service) {
    return new ServiceInstance(
        new ServiceName(service), Label.NONE, Label.NONE, new Label(service + "-1"));
  }

  static SpanRecord server(String service, long id, long start, long nanos, SpanOutcome outcome) {
    return new SpanRecord(
        sender(service), TRACE, id, false, "op", SpanKind.SERVER, start, start + nanos, outcome);
  }

  static Arbitrary<List<SpanRecord>> many() {
    return Combinators.combine(
            Arbitraries.of("shop", "payments", "stock"),
            Arbitraries.integers().between(1, 4).map(i -> new TraceId(("" + i).repeat(32))),
            Arbitraries.longs().between(1, 9),
            Arbitraries.of(true, false),
            Arbitraries.of("GET /", "POST /", ""),
            Arbitraries.of(SpanKind.class),
            Arbitraries.longs().between(1, 3 * MINUTE),
            Arbitraries.longs().between(0, Long.MAX_VALUE / 2))
        .as(
            (service, trace, id, root, operation, kind, start, nanos) ->
                new SpanRecord(
                    sender(service),
                    trace,
                    id,
                    root,
                    operation,
                    kind,
                    start,
                    start + nanos,
                    nanos % 3 == 0 ? SpanOutcome.ERROR : SpanOutcome.UNSET))
        .list()
        .ofMaxSize(60)
        .withoutEdgeCases();
  }
}
