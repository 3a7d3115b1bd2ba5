package io.coral.domain.summary;

import static io.coral.domain.summary.Spans.MINUTE;
import static io.coral.domain.summary.Spans.TRACE;
import static io.coral.domain.summary.Spans.sender;
import static io.coral.domain.summary.Spans.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.histogram.LogHistogram;
import io.coral.domain.telemetry.SpanKind;
import io.coral.domain.telemetry.SpanOutcome;
import io.coral.domain.telemetry.SpanRecord;
import io.coral.domain.time.Minute;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SpanFoldTest {
  @Provide
  Arbitrary<List<SpanRecord>> spans() {
    return Spans.many();
  }

  @Property(tries = 200)
  void fold_anyOrderAndBatching_addsUpToTheSame(
      @ForAll("spans") List<SpanRecord> spans,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 7) int batchSize) {
    var whole = new Merged();
    whole.add(spans);
    var shuffled = new ArrayList<>(spans);
    Collections.shuffle(shuffled, new Random(seed));
    var batched = new Merged();
    for (int from = 0; from < shuffled.size(); from += batchSize) {
      batched.add(shuffled.subList(from, Math.min(from + batchSize, shuffled.size())));
    }

    assertThat(batched.services).isEqualTo(whole.services);
    assertThat(batched.traces).isEqualTo(whole.traces);
  }

  @Property(tries = 200)
  void fold_countsEverySpanOnce(@ForAll("spans") List<SpanRecord> spans) {
    var merged = new Merged();
    merged.add(spans);

    assertThat(merged.services.values().stream().mapToLong(ServiceDelta::spanCount).sum())
        .isEqualTo(spans.size());
    assertThat(merged.traces.values().stream().mapToLong(TraceDelta::spanCount).sum())
        .isEqualTo(spans.size());
    assertThat(merged.services.values().stream().mapToLong(ServiceDelta::requestCount).sum())
        .isEqualTo(spans.stream().filter(SpanRecord::isRequest).count());
    assertThat(merged.services.values().stream().mapToLong(ServiceDelta::errorCount).sum())
        .isEqualTo(spans.stream().filter(span -> span.isRequest() && span.failed()).count());
    assertThat(merged.traces.values().stream().mapToLong(TraceDelta::errorCount).sum())
        .isEqualTo(spans.stream().filter(SpanRecord::failed).count());
    assertThat(merged.services.values())
        .allSatisfy(
            delta ->
                assertThat(delta.durations().histogram().count()).isEqualTo(delta.requestCount()));
  }

  @Test
  void fold_aServiceInAMinute() {
    var fold = new SpanFold();
    fold.add(server("shop", 1, MINUTE, 30, SpanOutcome.UNSET));
    fold.add(server("shop", 2, MINUTE + 1, 10, SpanOutcome.ERROR));
    fold.add(client("shop", 3, MINUTE + 2, 500));

    assertThat(fold.serviceDeltas())
        .containsExactly(
            new ServiceDelta(
                new Minute(1),
                sender("shop"),
                3,
                2,
                1,
                new Durations(LogHistogram.of(30, 10), 40, 10, 30)));
  }

  @Test
  void fold_aMinuteWithoutRequests_hasNoDurations() {
    var fold = new SpanFold();
    fold.add(client("shop", 3, MINUTE, 500));

    assertThat(fold.serviceDeltas())
        .containsExactly(new ServiceDelta(new Minute(1), sender("shop"), 1, 0, 0, Durations.NONE));
  }

  @Test
  void fold_eachServiceAndMinuteForItself() {
    var fold = new SpanFold();
    fold.add(server("shop", 1, MINUTE, 30, SpanOutcome.UNSET));
    fold.add(server("shop", 2, 2 * MINUTE - 1, 30, SpanOutcome.UNSET));
    fold.add(server("shop", 3, 2 * MINUTE, 30, SpanOutcome.UNSET));
    fold.add(server("stock", 4, MINUTE, 30, SpanOutcome.UNSET));

    assertThat(fold.serviceDeltas())
        .extracting(ServiceDelta::spanCount)
        .containsOnly(1L, 2L)
        .hasSize(3);
    assertThat(fold.traceDeltas()).hasSize(3);
  }

  @Test
  void fold_aTrace() {
    var fold = new SpanFold();
    fold.add(server("shop", 5, MINUTE + 10, 30, SpanOutcome.ERROR));
    fold.add(client("shop", 6, MINUTE + 5, 500));
    fold.add(server("shop", 4, MINUTE + 10, 99, SpanOutcome.UNSET));

    assertThat(fold.traceDeltas())
        .containsExactly(
            new TraceDelta(
                new Minute(1),
                TRACE,
                sender("shop"),
                3,
                1,
                MINUTE + 5,
                MINUTE + 505,
                OptionalLong.of(99),
                new TraceLead(false, MINUTE + 5, 6, "call")));
  }

  @Test
  void fold_aTraceThatDoesNotEnterTheService_hasNoEntry() {
    var fold = new SpanFold();
    fold.add(client("shop", 6, MINUTE, 500));

    assertThat(fold.traceDeltas().getFirst().longestEntryNanos()).isEmpty();
  }

  @Test
  void fold_sumsBeyond64Bits_stayAtTheLargest() {
    var fold = new SpanFold();
    fold.add(server("shop", 1, 1, Long.MAX_VALUE - 1, SpanOutcome.UNSET));
    fold.add(server("shop", 2, 2, Long.MAX_VALUE - 2, SpanOutcome.UNSET));

    assertThat(fold.serviceDeltas().getFirst().durations().sumNanos()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void isEmpty_untilASpanCame() {
    var fold = new SpanFold();
    assertThat(fold.isEmpty()).isTrue();
    assertThat(fold.serviceDeltas()).isEmpty();

    fold.add(client("shop", 6, MINUTE, 500));
    assertThat(fold.isEmpty()).isFalse();
  }

  private static SpanRecord client(String service, long id, long start, long nanos) {
    return new SpanRecord(
        sender(service),
        TRACE,
        id,
        false,
        "call",
        SpanKind.CLIENT,
        start,
        start + nanos,
        SpanOutcome.UNSET);
  }

  /** Adds deltas up as whoever reads them does. */
  private static final class Merged {
    private final Map<List<Object>, ServiceDelta> services = new HashMap<>();
    private final Map<List<Object>, TraceDelta> traces = new HashMap<>();

    void add(List<SpanRecord> batch) {
      var fold = new SpanFold();
      batch.forEach(fold::add);
      fold.serviceDeltas()
          .forEach(d -> services.merge(List.of(d.minute(), d.sender()), d, Merged::merge));
      fold.traceDeltas()
          .forEach(
              d ->
                  traces.merge(List.of(d.minute(), d.traceId(), d.sender()), d, TraceDelta::merge));
    }

    private static ServiceDelta merge(ServiceDelta a, ServiceDelta b) {
      return new ServiceDelta(
          a.minute(),
          a.sender(),
          a.spanCount() + b.spanCount(),
          a.requestCount() + b.requestCount(),
          a.errorCount() + b.errorCount(),
          a.durations().merge(b.durations()));
    }
  }
}
