package io.coral.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.histogram.LogHistogram;
import io.coral.domain.summary.SummaryDeltas;
import io.coral.domain.time.Minute;
import io.coral.ports.contract.Telemetry;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What is held in memory, and when it is of no use. */
class HeldTest {
  private static final long NOW = Minute.of(Instant.parse("2026-03-01T12:00:30Z")).epochMinute();
  private static final long BYTES = 1 << 20;

  @Test
  void ask_beforeItIsFilled_hasNoAnswer() {
    var held = new Held(BYTES);
    held.add(requests("2026-03-01T11:59:00Z"), NOW);

    assertThat(requests(held, NOW)).isEmpty();
  }

  @Test
  void ask_windowInTheLastTwoHours_isAnswered() {
    var held = filled(BYTES);
    held.add(requests("2026-03-01T11:59:00Z"), NOW);
    held.add(requests("2026-03-01T11:59:00Z"), NOW);
    held.add(requests("2026-03-01T09:59:00Z"), NOW);

    assertThat(requests(held, NOW - Held.MINUTES)).contains(2L);
    assertThat(requests(held, NOW - Held.MINUTES - 1)).isEmpty();
  }

  @Test
  void age_dropsWhatIsOlder() {
    var held = filled(BYTES);
    held.add(requests("2026-03-01T10:30:00Z"), NOW);
    held.add(requests("2026-03-01T10:31:00Z"), NOW);
    held.add(requests("2026-03-01T11:59:00Z"), NOW);
    long before = held.bytes();

    held.age(NOW + 60);

    assertThat(requests(held, NOW + 60 - Held.MINUTES)).contains(1L);
    assertThat(requests(held, NOW - Held.MINUTES)).as("of a whole hour").contains(3L);
    assertThat(requests(held, NOW - Held.MINUTES + 1)).isEmpty();
    assertThat(held.bytes()).isLessThan(before).isPositive();
  }

  @Test
  void age_clockStepsBack_changesNothing() {
    var held = filled(BYTES);
    held.add(requests("2026-03-01T11:59:00Z"), NOW);

    held.age(NOW - 60);

    assertThat(requests(held, NOW - Held.MINUTES)).contains(1L);
    assertThat(held.isWanting()).isFalse();
  }

  @Test
  void age_clockStepsBackBeforeAllThatIsHeld_wantsToBeFilledAnew() {
    var held = filled(BYTES);
    held.add(requests("2026-03-01T11:59:00Z"), NOW);

    held.age(NOW - Held.MINUTES - 1);

    assertThat(requests(held, NOW - Held.MINUTES)).isEmpty();
    assertThat(held.isWanting()).isTrue();
    assertThat(held.bytes()).isZero();
  }

  @Test
  void add_pastTheBudget_dropsTheOldestMinutes() {
    var held = filled(6_000);
    for (int minute = 0; minute < 60; minute++) {
      held.add(requests("2026-03-01T11:%02d:00Z".formatted(minute)), NOW);
    }

    assertThat(held.bytes()).isLessThanOrEqualTo(6_000);
    assertThat(requests(held, NOW - 60)).isEmpty();
    assertThat(requests(held, NOW - 1)).contains(1L);
  }

  @Test
  void add_farTooMuch_holdsNothingFromThenOn() {
    var held = filled(100);

    held.add(requests("2026-03-01T12:00:00Z"), NOW);

    assertThat(held.isWanting()).isFalse();
    assertThat(held.bytes()).isZero();
    assertThat(requests(held, NOW)).isEmpty();
  }

  @Test
  void isWanting_withoutABudget_never() {
    assertThat(new Held(0).isWanting()).isFalse();
  }

  @Test
  void forget_isWantingAgain() {
    var held = filled(BYTES);
    assertThat(held.isWanting()).isFalse();

    held.forget();

    assertThat(held.isWanting()).isTrue();
    assertThat(requests(held, NOW)).isEmpty();
  }

  @Test
  void recall_missedHours_bringsThemBackWithTheMinutesAtTheirEdge() {
    var held = filled(BYTES);
    assertThat(requests(held, NOW - 590)).isEmpty();

    held.recall(NOW, new OneEachMinute());
    held.recall(NOW, new OneEachMinute());

    assertThat(held.isMissing()).isFalse();
    assertThat(requests(held, NOW - 590)).contains(590 - Held.MINUTES);
    assertThat(requests(held, NOW - 545)).contains(545 - Held.MINUTES);
    assertThat(requests(held, NOW - 540)).contains(540 - Held.MINUTES);
    assertThat(requests(held, NOW - 535)).as("of another edge").isEmpty();
    assertThat(requests(held, NOW - 600)).as("of an earlier hour").isEmpty();
  }

  @Test
  void add_late_countsInWhatWasBroughtBack() {
    var held = filled(BYTES);
    assertThat(requests(held, NOW - 590)).isEmpty();
    held.recall(NOW, new OneEachMinute());
    held.recall(NOW, new OneEachMinute());

    held.add(requests("2026-03-01T05:30:00Z"), NOW);
    held.add(requests("2026-03-01T02:10:00Z"), NOW);
    held.add(requests("2026-03-01T02:09:00Z"), NOW);

    assertThat(requests(held, NOW - 590)).contains(590 - Held.MINUTES + 2);
  }

  @Test
  void age_minutesBecomeHours() {
    var held = filled(BYTES);
    for (int minute = 0; minute < 60; minute++) {
      held.add(requests("2026-03-01T11:%02d:00Z".formatted(minute)), NOW);
    }

    held.age(NOW + 240);

    assertThat(requests(held, NOW - 60)).contains(60L);
    assertThat(requests(held, NOW - 59)).isEmpty();
  }

  @Test
  void forgetBefore_hoursAndMinutesThatAreOver_areNotHeld() {
    var held = filled(BYTES);
    assertThat(requests(held, NOW - 600)).isEmpty();
    held.recall(NOW, new OneEachMinute());
    long before = held.bytes();

    held.forgetBefore(NOW - 300);

    assertThat(requests(held, NOW - 600)).isEmpty();
    assertThat(held.isMissing()).isFalse();
    assertThat(requests(held, NOW - 300)).contains(300 - Held.MINUTES);
    assertThat(held.bytes()).isLessThan(before);
  }

  @Test
  void recall_noRoom_isNotTriedAgainForAnHour() {
    var held = filled(1_000);
    assertThat(requests(held, NOW - 600)).isEmpty();
    held.recall(NOW, new OneEachMinute());
    assertThat(held.bytes()).isZero();

    assertThat(requests(held, NOW - 180)).isEmpty();
    held.recall(NOW + 59, new OneEachMinute());
    assertThat(held.bytes()).isZero();

    assertThat(requests(held, NOW - 180)).isEmpty();
    held.recall(NOW + 60, new OneEachMinute());
    assertThat(requests(held, NOW - 180)).contains(60L);
  }

  private static Held filled(long budget) {
    var held = new Held(budget);
    held.fill(NOW, new EmptyStore());
    return held;
  }

  private static SummaryDeltas requests(String time) {
    return new Telemetry().request("shop", time, 100).deltas();
  }

  /** Requests held of all senders, from a minute on. */
  private static Optional<Long> requests(Held held, long from) {
    return held.ask(
        from,
        NOW + 120,
        true,
        view ->
            Optional.of(
                view.senders().values().stream()
                    .flatMap(sender -> view.window().of(sender.requests()).stream())
                    .flatMap(part -> part.values().stream())
                    .mapToLong(HeldCell::count)
                    .sum()));
  }

  /** A store in which nothing was committed yet, and all hours were rolled up. */
  private static class EmptyStore implements HeldSource {
    @Override
    public Progress progress() {
      return new Progress(Summary.hourOf(NOW), 0);
    }

    @Override
    public OptionalLong firstHour() {
      return OptionalLong.empty();
    }

    @Override
    public HeldSenders minutes(long from, long to) {
      return new HeldSenders();
    }

    @Override
    public HeldSenders hours(long from, long to) {
      return new HeldSenders();
    }
  }

  /** A store with a request in each minute. */
  private static final class OneEachMinute extends EmptyStore {
    private static final HeldCell ONE = new HeldCell(1, 0, 100, 100, 0.01, LogHistogram.of(100));

    @Override
    public HeldSenders minutes(long from, long to) {
      return all(from, to, HeldCells::addMinute);
    }

    @Override
    public HeldSenders hours(long from, long to) {
      return all(from, to, HeldCells::addHour);
    }

    private static HeldSenders all(long from, long to, Adding adding) {
      var senders = new HeldSenders();
      var cells = senders.requests(Telemetry.sender("shop", "", "one"));
      LongStream.range(from, to).forEach(minute -> adding.add(cells, minute, ONE));
      return senders;
    }

    private interface Adding {
      long add(HeldCells cells, long minute, HeldCell cell);
    }
  }
}
