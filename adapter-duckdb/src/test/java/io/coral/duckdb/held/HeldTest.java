package io.coral.duckdb.held;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.summary.SummaryDeltas;
import io.coral.domain.time.Minute;
import io.coral.ports.contract.Telemetry;
import java.time.Instant;
import java.util.Optional;
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
  void fill_moreThanThereIsRoomFor_holdsTheNewest() {
    var held = new Held(10_000);
    held.fill(NOW, new OneEachMinute(NOW, NOW - 600));

    assertThat(held.bytes()).isPositive().isLessThanOrEqualTo(10_000);
    assertThat(requests(held, NOW - 30)).contains(30L);
    assertThat(requests(held, NOW - 60)).isEmpty();
    assertThat(held.isWanting()).isFalse();
  }

  @Test
  void fill_noRoomForTheMinuteUnderWay_holdsNothingFromThenOn() {
    var held = new Held(100);
    held.fill(NOW, new OneEachMinute(NOW, NOW - 600));

    assertThat(held.isWanting()).isFalse();
    assertThat(held.bytes()).isZero();
  }

  private static Held filled(long budget) {
    var held = new Held(budget);
    held.fill(NOW, OneEachMinute.none(NOW));
    return held;
  }

  private static SummaryDeltas requests(String time) {
    return new Telemetry().request("shop", time, 100).deltas();
  }

  private static Optional<Long> requests(Held held, long from) {
    return OneEachMinute.requests(held, from, NOW + 120);
  }
}
