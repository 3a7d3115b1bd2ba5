package io.coral.duckdb.held;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coral.domain.summary.SummaryDeltas;
import io.coral.domain.time.Minute;
import io.coral.duckdb.table.Hours;
import io.coral.duckdb.table.Progress;
import io.coral.ports.contract.Telemetry;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What questions missed in memory, and comes back. */
class HeldRecallTest {
  private static final long NOW = Minute.of(Instant.parse("2026-03-01T12:00:30Z")).epochMinute();
  private static final long BYTES = 1 << 20;
  private static final long DAY = Hours.DAY;

  /** A store of ninety days. */
  private static OneEachMinute store(long now) {
    return new OneEachMinute(now, NOW - 90 * DAY);
  }

  @Test
  void recall_missedHours_bringsThemBackWithTheMinutesAtTheirEdge() {
    var held = filled(BYTES);
    assertThat(requests(held, NOW - 590)).isEmpty();

    recallAll(held, NOW);

    assertThat(requests(held, NOW - 590)).contains(590L);
    assertThat(requests(held, NOW - 545)).contains(545L);
    assertThat(requests(held, NOW - 540)).contains(540L);
    assertThat(requests(held, NOW - 535)).as("of another edge").isEmpty();
    assertThat(requests(held, NOW - 600)).as("of an earlier hour").isEmpty();
  }

  @Test
  void add_late_countsInWhatWasBroughtBack() {
    var held = filled(BYTES);
    assertThat(requests(held, NOW - 590)).isEmpty();
    recallAll(held, NOW);

    held.add(request("2026-03-01T05:30:00Z"), NOW);
    held.add(request("2026-03-01T02:10:00Z"), NOW);
    held.add(request("2026-03-01T02:09:00Z"), NOW);

    assertThat(requests(held, NOW - 590)).contains(590L + 2);
  }

  @Test
  void forgetBefore_hoursAndMinutesThatAreOver_areNotHeld() {
    var held = filled(BYTES);
    assertThat(requests(held, NOW - 600)).isEmpty();
    recallAll(held, NOW);
    long before = held.bytes();

    held.forgetBefore(NOW - 300);

    assertThat(requests(held, NOW - 600)).isEmpty();
    assertThat(held.isMissing()).isFalse();
    assertThat(requests(held, NOW - 300)).contains(300L);
    assertThat(held.bytes()).isLessThan(before);
  }

  @Test
  void recall_manyDays_comesDayByDay() {
    var held = filled(BYTES);
    assertThat(requests(held, NOW - 4 * DAY)).isEmpty();

    assertThat(recallAll(held, NOW)).isEqualTo(4);

    assertThat(requests(held, NOW - 4 * DAY)).contains(4 * DAY);
  }

  @Test
  void recall_moreThanAPieceInADay_comesHourByHour() {
    var held = filled(BYTES);
    assertThat(requests(held, NOW - 600)).isEmpty();
    var large =
        new OneEachMinute(NOW, NOW - DAY) {
          @Override
          public long cellsOfHours(long from, long to) {
            return to - from > Hours.HOUR ? 100_000 : 1;
          }
        };

    assertThat(recallAll(held, NOW, large)).isEqualTo(8);

    assertThat(requests(held, NOW - 600)).contains(600L);
  }

  @Test
  void recall_edgeWithMoreThanThereIsTimeFor_isNotRead() {
    var held = filled(32 * BYTES);
    assertThat(requests(held, NOW - 590)).isEmpty();
    var large =
        new OneEachMinute(NOW, NOW - DAY) {
          @Override
          public long cellsOfMinutes(long from, long to) {
            return 1_000_000;
          }

          @Override
          public Optional<HeldSenders> minutes(long from, long to, long room) {
            throw new AssertionError("too many to be read");
          }
        };

    recallAll(held, NOW, large);

    assertThat(requests(held, NOW - 590)).isEmpty();
    assertThat(requests(held, NOW - 540)).as("without an edge").contains(540L);
  }

  @Test
  void recall_noRoom_pausesForThatWindowAlone() {
    var held = filled(60_000);
    assertThat(requests(held, NOW - 60 * DAY)).isEmpty();
    recallAll(held, NOW);
    assertThat(held.isMissing()).isFalse();
    long before = held.bytes();

    assertThat(requests(held, NOW - 60 * DAY)).isEmpty();
    held.recall(NOW + HeldRecall.PAUSE - 1, store(NOW));
    assertThat(held.isMissing()).isFalse();
    assertThat(held.bytes()).isEqualTo(before);

    assertThat(requests(held, NOW - 240)).as("a shorter window").contains(240L);
  }

  @Test
  void recall_readingFails_pauses() {
    var held = filled(BYTES);
    assertThat(requests(held, NOW - 600)).isEmpty();
    var failing =
        new OneEachMinute(NOW, NOW - DAY) {
          @Override
          public Optional<HeldSenders> hours(long from, long to, long room) {
            throw new IllegalStateException("no memory for it");
          }
        };
    assertThatThrownBy(() -> held.recall(NOW, failing)).isInstanceOf(IllegalStateException.class);
    assertThat(held.isMissing()).isFalse();

    assertThat(requests(held, NOW - 600)).isEmpty();
    held.recall(NOW + HeldRecall.PAUSE - 1, store(NOW));
    assertThat(requests(held, NOW - 600)).isEmpty();
    held.recall(NOW + HeldRecall.PAUSE, store(NOW));
    assertThat(requests(held, NOW - 600)).contains(600L);
  }

  /** One long question must not keep out what is asked for day after day. */
  @Test
  void recall_afterAQuestionThatTookAllRoom_aDayIsHeldAgain() {
    var held = filled(80_000);
    assertThat(requests(held, NOW - 89 * DAY)).isEmpty();
    recallAll(held, NOW);

    long answered = 0;
    for (long now = NOW + 1; now <= NOW + 240; now++) {
      held.add(request(new Minute(now - 1).start().toString()), now);
      if (OneEachMinute.requests(held, now - DAY, now).isPresent()) {
        answered += now > NOW + 120 ? 1 : 0;
      }
      recallAll(held, now);
      assertThat(held.bytes()).isLessThanOrEqualTo(80_000);
    }

    assertThat(answered).as("of 120, where each hour has a new edge").isGreaterThanOrEqualTo(110);
  }

  /** A question that comes while the last piece is read must not stop what is asked after it. */
  @Test
  void recall_missedAgainMeanwhile_longerWindowsComeBack() {
    var held = filled(BYTES);
    assertThat(requests(held, NOW - DAY - 10)).isEmpty();
    var asked =
        new OneEachMinute(NOW, NOW - 90 * DAY) {
          @Override
          public Optional<HeldSenders> minutes(long from, long to, long room) {
            assertThat(HeldRecallTest.requests(held, NOW - DAY - 10)).isEmpty();
            return super.minutes(from, to, room);
          }
        };
    recallAll(held, NOW, asked);
    assertThat(requests(held, NOW - DAY - 10)).contains(DAY + 10);

    assertThat(requests(held, NOW - 3 * DAY)).isEmpty();
    recallAll(held, NOW);

    assertThat(requests(held, NOW - 3 * DAY)).contains(3 * DAY);
  }

  @Test
  void ask_inStepsOfMinutesOverManyHours_isNothingToBringBack() {
    var held = filled(BYTES);

    assertThat(held.ask(NOW - DAY, NOW, false, view -> Optional.of(1))).isEmpty();

    assertThat(held.isMissing()).isFalse();
  }

  @Test
  void recall_hoursNotYetRolledUp_comeAMomentLater() {
    var held = filled(BYTES);
    assertThat(requests(held, NOW - 600)).isEmpty();
    held.recall(
        NOW,
        new OneEachMinute(NOW, NOW - DAY) {
          @Override
          public Progress progress() {
            return new Progress(0, 0);
          }
        });
    assertThat(held.isMissing()).isFalse();

    assertThat(requests(held, NOW - 600)).isEmpty();
    recallAll(held, NOW);

    assertThat(requests(held, NOW - 600)).contains(600L);
  }

  @Test
  void forget_nothingIsMissingAnyLonger() {
    var held = filled(BYTES);
    assertThat(requests(held, NOW - 600)).isEmpty();
    assertThat(held.isMissing()).isTrue();

    held.forget();

    assertThat(held.isMissing()).isFalse();
  }

  private static Held filled(long budget) {
    var held = new Held(budget);
    held.fill(NOW, store(NOW));
    return held;
  }

  private static int recallAll(Held held, long now) {
    return recallAll(held, now, store(now));
  }

  /** Brings all back, and returns in how many pieces. */
  private static int recallAll(Held held, long now, HeldSource source) {
    int pieces = 0;
    while (held.isMissing()) {
      held.recall(now, source);
      pieces++;
    }
    return pieces;
  }

  private static SummaryDeltas request(String time) {
    return new Telemetry().request("shop", time, 100).deltas();
  }

  private static Optional<Long> requests(Held held, long from) {
    return OneEachMinute.requests(held, from, NOW + 120);
  }
}
