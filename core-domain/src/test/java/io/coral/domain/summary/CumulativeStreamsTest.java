package io.coral.domain.summary;

import static io.coral.domain.summary.Metrics.STREAM;
import static io.coral.domain.summary.Metrics.cumulative;
import static io.coral.domain.summary.Spans.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coral.domain.telemetry.BucketCounts;
import io.coral.domain.telemetry.ExponentialBuckets;
import io.coral.domain.telemetry.ExponentialCounts;
import io.coral.domain.telemetry.HistogramCounts;
import io.coral.domain.telemetry.HistogramPoint;
import io.coral.domain.telemetry.StreamId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CumulativeStreamsTest {
  private static final List<Double> BOUNDS = List.of(5.0, 10.0);

  @Test
  void firstPoint_withAKnownStart_countsWhole() {
    var step = take(cumulative(1, 10, counts(1, 2, 3)));

    assertThat(added(step)).isEqualTo(counts(1, 2, 3));
  }

  @Test
  void firstPoint_withoutAStart_isOnlyABase() {
    var streams = new CumulativeStreams(Map.of());

    assertThat(streams.take(cumulative(0, 10, counts(1, 2, 3))))
        .isInstanceOf(StreamStep.Based.class);
    assertThat(added(streams.take(cumulative(0, 20, counts(1, 2, 5))))).isEqualTo(counts(0, 0, 2));
  }

  @Test
  void nextPoint_countsWhatCameSince() {
    var streams = new CumulativeStreams(Map.of());
    streams.take(cumulative(STREAM, 1, 10, OptionalDouble.of(7.5), counts(1, 2, 3)));

    var step = streams.take(cumulative(STREAM, 1, 20, OptionalDouble.of(9), counts(1, 4, 3)));

    var delta = ((StreamStep.Counted) step).delta();
    assertThat(delta.counts()).isEqualTo(counts(0, 2, 0));
    assertThat(delta.sum()).hasValue(1.5);
    assertThat(delta.startUnixNano()).isEqualTo(10);
    assertThat(delta.timeUnixNano()).isEqualTo(20);
  }

  @Test
  void nextPoint_withNothingNew_countsNothing() {
    var streams = new CumulativeStreams(Map.of());
    streams.take(cumulative(1, 10, counts(1, 2, 3)));

    assertThat(added(streams.take(cumulative(1, 20, counts(1, 2, 3)))).total()).isZero();
  }

  @Test
  void sum_thatOneOfTheTwoPointsLacks_isUnknown() {
    var streams = new CumulativeStreams(Map.of());
    streams.take(cumulative(1, 10, counts(1, 2, 3)));

    var step = streams.take(cumulative(STREAM, 1, 20, OptionalDouble.of(9), counts(1, 4, 3)));

    assertThat(((StreamStep.Counted) step).delta().sum()).isEmpty();
  }

  @Test
  void sum_beyondAllDoubles_isUnknown() {
    var streams = new CumulativeStreams(Map.of());
    streams.take(cumulative(STREAM, 1, 10, OptionalDouble.of(-1e308), counts(1, 2, 3)));

    var step = streams.take(cumulative(STREAM, 1, 20, OptionalDouble.of(1e308), counts(1, 4, 3)));

    assertThat(((StreamStep.Counted) step).delta().sum()).isEmpty();
  }

  @Test
  void newStart_isAReset_alsoWhereNoCountIsLower() {
    var streams = new CumulativeStreams(Map.of());
    streams.take(cumulative(1, 10, counts(1, 2, 3)));

    assertThat(added(streams.take(cumulative(15, 20, counts(1, 2, 4))))).isEqualTo(counts(1, 2, 4));
  }

  @Test
  void lowerCount_isAReset() {
    var streams = new CumulativeStreams(Map.of());
    streams.take(cumulative(1, 10, counts(1, 2, 3)));

    assertThat(added(streams.take(cumulative(1, 20, counts(9, 1, 9))))).isEqualTo(counts(9, 1, 9));
  }

  @Test
  void startThatIsNoLongerTold_isNoReset() {
    var streams = new CumulativeStreams(Map.of());
    streams.take(cumulative(1, 10, counts(1, 2, 3)));

    assertThat(added(streams.take(cumulative(0, 20, counts(1, 2, 4))))).isEqualTo(counts(0, 0, 1));
    assertThat(added(streams.take(cumulative(1, 30, counts(1, 3, 4))))).isEqualTo(counts(0, 1, 0));
  }

  @Test
  void pointThatIsNotLater_isRefusedAndChangesNothing() {
    var streams = new CumulativeStreams(Map.of());
    streams.take(cumulative(1, 10, counts(1, 2, 3)));

    assertThat(streams.take(cumulative(1, 10, counts(1, 2, 3))))
        .isEqualTo(new StreamStep.Refused("a cumulative histogram point came twice"));
    assertThat(streams.take(cumulative(1, 9, counts(1, 2, 2))))
        .isEqualTo(new StreamStep.Refused("a cumulative histogram point came after a later one"));
    assertThat(streams.take(cumulative(5, 9, counts(1, 2, 2))))
        .isInstanceOf(StreamStep.Refused.class);
    assertThat(added(streams.take(cumulative(1, 20, counts(1, 2, 4))))).isEqualTo(counts(0, 0, 1));
  }

  @Test
  void otherBuckets_withoutANewStart_areANewBase() {
    var streams = new CumulativeStreams(Map.of());
    streams.take(cumulative(1, 10, counts(1, 2, 3)));
    var other = new BucketCounts(List.of(7.0), List.of(3L, 4L));
    var otherLater = new BucketCounts(List.of(7.0), List.of(3L, 5L));

    assertThat(streams.take(cumulative(1, 20, other))).isInstanceOf(StreamStep.Based.class);
    assertThat(added(streams.take(cumulative(1, 30, otherLater))))
        .isEqualTo(new BucketCounts(List.of(7.0), List.of(0L, 1L)));
    assertThat(streams.take(cumulative(1, 40, exponential(0, 3))))
        .isInstanceOf(StreamStep.Based.class);
  }

  @Test
  void otherBuckets_withANewStart_countWhole() {
    var streams = new CumulativeStreams(Map.of());
    streams.take(cumulative(1, 10, counts(1, 2, 3)));

    assertThat(added(streams.take(cumulative(15, 20, exponential(0, 3)))))
        .isEqualTo(exponential(0, 3));
  }

  @Test
  void exponential_thatBecameCoarser_isComparedExactly() {
    var streams = new CumulativeStreams(Map.of());
    streams.take(cumulative(1, 10, exponential(2, 1, 1, 1, 1, 5)));

    // At scale 0 four buckets are one.
    assertThat(added(streams.take(cumulative(1, 20, exponential(0, 6, 5)))))
        .isEqualTo(exponential(0, 2));
  }

  @Test
  void streams_doNotMix() {
    var other = new StreamId("b".repeat(64));
    var streams = new CumulativeStreams(Map.of());
    streams.take(cumulative(1, 10, counts(1, 2, 3)));

    var step = streams.take(cumulative(other, 1, 5, OptionalDouble.empty(), counts(1, 1, 1)));

    assertThat(added(step)).isEqualTo(counts(1, 1, 1));
    assertThat(streams.changed()).containsOnlyKeys(STREAM, other);
  }

  @Test
  void changed_holdsOnlyStreamsThatTookAPoint() {
    var streams = new CumulativeStreams(Map.of());
    streams.take(cumulative(1, 10, counts(1, 2, 3)));
    var later = new CumulativeStreams(streams.changed());

    later.take(cumulative(1, 10, counts(1, 2, 3)));

    assertThat(later.changed()).isEmpty();
  }

  @Test
  void deltaPoint_isABug() {
    assertThatThrownBy(() -> take(Metrics.delta("1", 1, counts(1, 1, 1))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /**
   * A stream of points, restarted now and then; in any batches, with its states as bytes between.
   */
  @Property(edgeCases = EdgeCasesMode.NONE)
  void deltas_addUpToWhatWasMeasured_inAnyBatches(
      @ForAll @Size(max = 30) List<@Size(3) List<@LongRange(max = 9) Long>> steps,
      @ForAll @IntRange(min = 1, max = 10) int restartEvery,
      @ForAll @IntRange(min = 1, max = 7) int batchSize) {
    var points = new ArrayList<HistogramPoint>();
    var measured = new ArrayList<HistogramPoint>();
    long start = 1;
    long[] sum = new long[3];
    for (int i = 0; i < steps.size(); i++) {
      long time = (i + 1) * MINUTE / 2;
      if (i % restartEvery == 0) {
        start = time - 1;
        sum = new long[3];
      }
      for (int bucket = 0; bucket < 3; bucket++) {
        sum[bucket] += steps.get(i).get(bucket);
      }
      points.add(cumulative(start, time, counts(sum[0], sum[1], sum[2])));
      measured.add(Metrics.delta("1", time, new BucketCounts(BOUNDS, steps.get(i))));
    }

    var committed = new HashMap<StreamId, byte[]>();
    var deltas = new ArrayList<MetricDelta>();
    for (int from = 0; from < points.size(); from += batchSize) {
      var batch = points.subList(from, Math.min(from + batchSize, points.size()));
      deltas.addAll(commit(batch, committed, 0));
    }

    assertThat(Metrics.merged(deltas)).isEqualTo(Metrics.merged(MetricFoldTest.fold(measured)));
    // The same file again, grown by a point and with another shift: only that point counts.
    long end = (points.size() + 1) * MINUTE;
    points.add(cumulative(start, end, counts(sum[0] + 1, sum[1], sum[2])));
    assertThat(commit(points, committed, 1_000)).extracting(MetricDelta::count).containsExactly(1L);
  }

  private static List<MetricDelta> commit(
      List<HistogramPoint> points, Map<StreamId, byte[]> committed, long shiftMinutes) {
    var states = new HashMap<StreamId, StreamState>();
    committed.forEach((id, bytes) -> states.put(id, StreamStateCodec.fromBytes(bytes)));
    var fold = new MetricFold(states, shiftMinutes);
    points.forEach(fold::add);
    fold.changedStreams()
        .forEach((id, state) -> committed.put(id, StreamStateCodec.toBytes(state)));
    return fold.metricDeltas();
  }

  private static StreamStep take(HistogramPoint point) {
    return new CumulativeStreams(Map.of()).take(point);
  }

  private static HistogramCounts added(StreamStep step) {
    assertThat(step).isInstanceOf(StreamStep.Counted.class);
    return ((StreamStep.Counted) step).delta().counts();
  }

  private static BucketCounts counts(long first, long second, long third) {
    return new BucketCounts(BOUNDS, List.of(first, second, third));
  }

  private static ExponentialCounts exponential(int scale, long... counts) {
    return new ExponentialCounts(
        scale,
        0,
        0,
        new ExponentialBuckets(0, Arrays.stream(counts).boxed().toList()),
        ExponentialBuckets.NONE);
  }
}
