package io.coral.domain.summary;

import static io.coral.domain.summary.Spans.TRACE;
import static io.coral.domain.summary.Spans.sender;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coral.domain.histogram.LogHistogram;
import io.coral.domain.time.Minute;
import io.coral.domain.value.Label;
import io.coral.domain.value.MetricName;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** The rules of the deltas themselves. */
class DeltasTest {
  private static final Minute MINUTE = new Minute(1);
  private static final TraceLead LEAD = new TraceLead(true, 5, 1, "op");

  @Test
  void traceLead_rootFirst_thenEarliest_thenSmallestIdUnsigned() {
    var root = new TraceLead(true, 9, -1, "z");
    var early = new TraceLead(false, 1, 1, "a");
    var late = new TraceLead(false, 2, 1, "a");
    var lateWithLargeId = new TraceLead(false, 2, -1, "a");
    var lateWithLargeIdAndName = new TraceLead(false, 2, -1, "b");

    var leads =
        new ArrayList<>(List.of(lateWithLargeIdAndName, lateWithLargeId, late, early, root));
    leads.sort(null);

    assertThat(leads).containsExactly(root, early, late, lateWithLargeId, lateWithLargeIdAndName);
    assertThat(early.least(root)).isEqualTo(root);
    assertThat(root.least(early)).isEqualTo(root);
  }

  @Test
  void serviceDelta_withCountsThatDoNotFit_isRefused() {
    for (long[] counts : new long[][] {{1, 2, 0}, {1, 1, 2}, {1, 0, 1}, {1, 1, -1}, {-1, -1, -1}}) {
      assertThatThrownBy(
              () ->
                  new ServiceDelta(
                      MINUTE, sender("shop"), counts[0], counts[1], counts[2], Durations.NONE))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void traceDelta_withNumbersThatDoNotFit_isRefused() {
    for (long[] numbers : new long[][] {{0, 0, 1, 2}, {1, 2, 1, 2}, {1, -1, 1, 2}, {1, 0, 2, 1}}) {
      assertThatThrownBy(
              () ->
                  new TraceDelta(
                      MINUTE,
                      TRACE,
                      sender("shop"),
                      numbers[0],
                      numbers[1],
                      numbers[2],
                      numbers[3],
                      OptionalLong.empty(),
                      LEAD))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void metricDelta_withNumbersThatDoNotFit_isRefused() {
    assertThat(metric(1, 3, 3, 3, Double.POSITIVE_INFINITY).relativeError()).isInfinite();
    double nan = Double.NaN;
    double infinity = Double.POSITIVE_INFINITY;
    for (double[] numbers :
        new double[][] {
          {0, 3, 3, 3, 0.01}, {1, nan, 3, 3, 0.01}, {1, infinity, 3, 3, 0.01}, {1, 3, nan, 3, 0.01},
          {1, 3, 3, infinity, 0.01}, {1, 3, 4, 3, 0.01}, {1, 3, 3, 3, nan}, {1, 3, 3, 3, -0.01}
        }) {
      assertThatThrownBy(
              () -> metric((long) numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void durations_withNumbersThatDoNotFit_areRefused() {
    var one = LogHistogram.of(3);
    for (long[] numbers : new long[][] {{3, -1, 3}, {3, 4, 3}, {2, 3, 3}}) {
      assertThatThrownBy(() -> new Durations(one, numbers[0], numbers[1], numbers[2]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Property
  void durations_merge_isCommutativeAndAssociative(
      @ForAll @LongRange(max = Long.MAX_VALUE) long a,
      @ForAll @LongRange(max = Long.MAX_VALUE) long b,
      @ForAll @LongRange(max = Long.MAX_VALUE) long c) {
    var ofA = new Durations(LogHistogram.of((double) a), a, a, a);
    var ofB = new Durations(LogHistogram.of((double) b), b, b, b);
    var ofC = new Durations(LogHistogram.of((double) c), c, c, c);

    assertThat(ofA.merge(ofB)).isEqualTo(ofB.merge(ofA));
    assertThat(ofA.merge(ofB).merge(ofC)).isEqualTo(ofA.merge(ofB.merge(ofC)));
    assertThat(ofA.merge(Durations.NONE)).isEqualTo(ofA);
    assertThat(Durations.NONE.merge(ofA)).isEqualTo(ofA);
  }

  @Test
  void summaryDeltas_keepTheirOwnLists() {
    var services = new ArrayList<ServiceDelta>();
    var deltas = new SummaryDeltas(services, List.of(), List.of());
    services.add(new ServiceDelta(MINUTE, sender("shop"), 1, 0, 0, Durations.NONE));

    assertThat(deltas.isEmpty()).isTrue();
    assertThat(new SummaryDeltas(services, List.of(), List.of()).isEmpty()).isFalse();
  }

  private static MetricDelta metric(
      long count, double sum, double min, double max, double relativeError) {
    return new MetricDelta(
        MINUTE,
        sender("shop"),
        new MetricName("latency"),
        Label.NONE,
        "1",
        MetricDelta.Kind.GAUGE,
        count,
        sum,
        min,
        max,
        LogHistogram.of(3),
        relativeError);
  }
}
