package io.coral.domain.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coral.domain.time.QueryWindow;
import io.coral.domain.time.TimeWindow;
import io.coral.domain.value.Label;
import io.coral.domain.value.Limit;
import io.coral.domain.value.TraceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The rules of intents and answers. */
class AnswersTest {
  private static final TimeWindow HOUR =
      new TimeWindow(Instant.EPOCH, Instant.EPOCH.plusSeconds(3_600));

  @Test
  void errorRate_isTheShareOfRequestsThatFailed() {
    assertThat(new ErrorRate(1, 4, HOUR, List.of()).rate()).isEqualTo(0.25);
    assertThat(new ErrorRate(0, 4, HOUR, List.of()).rate()).isZero();
    assertThat(new ErrorRate(4, 4, HOUR, List.of()).rate()).isEqualTo(1);
  }

  @Test
  void errorRate_withoutRequestsOrWithTooManyErrors_isNone() {
    for (long[] counts : new long[][] {{0, 0}, {1, 0}, {2, 1}, {-1, 1}, {0, -1}}) {
      assertThatThrownBy(() -> new ErrorRate(counts[0], counts[1], HOUR, List.of()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void percentile_withoutSamplesOrWithoutABound_isNone() {
    assertThat(percentile(1, Double.POSITIVE_INFINITY).relativeError()).isInfinite();
    assertThatThrownBy(() -> percentile(0, 0.01)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> percentile(1, -0.01)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> percentile(1, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void traceList_holdsNoMoreThanItsTotal() {
    var trace =
        new TraceSummary(
            new TraceId("a".repeat(32)),
            "shop",
            Duration.ofNanos(1),
            Instant.EPOCH,
            "shop",
            "GET /",
            1,
            0);
    assertThat(new TraceList(List.of(trace), 7, HOUR, List.of()).totalCount()).isEqualTo(7);
    assertThatThrownBy(() -> new TraceList(List.of(trace), 0, HOUR, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void findSlowTraces_thresholdIsWithin64BitsOfNanoseconds() {
    assertThat(slow(Duration.ZERO).threshold()).isZero();
    assertThat(slow(Duration.ofNanos(Long.MAX_VALUE)).threshold().toNanos())
        .isEqualTo(Long.MAX_VALUE);
    assertThatThrownBy(() -> slow(Duration.ofNanos(-1)))
        .hasMessageStartingWith("threshold must not be negative");
    assertThatThrownBy(() -> slow(Duration.ofNanos(Long.MAX_VALUE).plusNanos(1)))
        .hasMessageStartingWith("threshold must be below 292 years");
    assertThatThrownBy(() -> slow(Duration.ofSeconds(Long.MAX_VALUE)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void listServices_all_isThoseWithSpans() {
    assertThat(ListServices.all()).isEqualTo(new ListServices(Label.NONE, Label.NONE, false));
  }

  @Test
  void answers_keepTheirOwnLists() {
    var notes = new ArrayList<Note>();
    var rate = new ErrorRate(0, 1, HOUR, notes);
    notes.add(new Note(Note.Code.TRUNCATED, "there is more"));

    assertThat(rate.notes()).isEmpty();
    assertThatThrownBy(() -> rate.notes().add(notes.getFirst()))
        .isInstanceOf(RuntimeException.class);
  }

  private static FindSlowTraces slow(Duration threshold) {
    return new FindSlowTraces(Optional.empty(), threshold, QueryWindow.LAST_HOUR, Limit.DEFAULT);
  }

  private static Percentile percentile(long samples, double relativeError) {
    return new Percentile(5, "nanoseconds", samples, "spans", relativeError, HOUR, List.of());
  }
}
