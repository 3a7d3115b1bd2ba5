package io.coral.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.intake.Telemetry.Spans;
import io.coral.domain.query.ErrorRate;
import io.coral.domain.query.GetErrorRate;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.time.TimeWindow;
import io.coral.domain.value.ServiceSelector;
import io.coral.ports.Cancellation;
import io.coral.ports.Retention;
import io.coral.ports.contract.Telemetry;
import io.vavr.control.Either;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A clock that is set back while a colony runs: all that was acknowledged before and after stays
 * and is counted once, in the minute that its spans name.
 */
class ClockSetBackTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:30:30Z");
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
  private static final Duration ALL = Duration.ofDays(30);
  private static final Retention RETENTION = new Retention(Duration.ofHours(6), Duration.ofDays(9));

  private final TendedColony colony = TendedColony.forgetting(NOON, RETENTION);

  @AfterEach
  void close() {
    colony.close();
  }

  @Test
  void anHour_whatWasAcknowledgedBeforeAndAfterIsCounted_andLookBacksEndNow() {
    acknowledge(3, NOON.minusSeconds(90));
    acknowledge(1, NOON.minusSeconds(90).minus(Duration.ofHours(1)));
    colony.tend();

    colony.setTime(NOON.minus(Duration.ofHours(1)));
    acknowledge(2, NOON.minusSeconds(60).minus(Duration.ofHours(1)));
    colony.tend();

    assertThat(lookingBack(FIVE_MINUTES)).as("what those minutes name").isEqualTo(3);
    assertThat(between(NOON.minus(ALL), NOON.plusSeconds(60))).isEqualTo(6);

    colony.setTime(NOON);
    colony.tend();

    assertThat(lookingBack(FIVE_MINUTES)).as("once the clock has caught up").isEqualTo(3);
    assertThat(lookingBack(ALL)).isEqualTo(6);
  }

  @Test
  void anHourThatWasRolledUp_getsMore_inMinutesAndHoursAlike() {
    acknowledge(4, Instant.parse("2026-03-01T11:40:00Z"));
    colony.tend(); // of eleven o'clock hours tell, too

    colony.setTime(NOON.minus(Duration.ofHours(1)));
    acknowledge(5, Instant.parse("2026-03-01T11:29:00Z"));
    colony.tend();

    assertThat(
            colony.sql(
                "SELECT sum(request_count)::BIGINT AS n FROM store.service_delta_hour"
                    + " WHERE minute = epoch(TIMESTAMPTZ '2026-03-01 11:00:00Z') // 60"))
        .extracting(row -> row.get("n"))
        .containsExactly(9L);
    assertThat(lookingBack(FIVE_MINUTES)).isEqualTo(5);
  }

  @Test
  void farAheadAndBack_lastHourIsHeldInMemoryAgain() {
    colony.setTime(NOON.plus(Duration.ofDays(4_000)));
    acknowledge(1, NOON);
    colony.tend();

    colony.setTime(NOON);
    colony.tend();
    acknowledge(1, NOON);

    assertThat(lookingBack(FIVE_MINUTES)).isEqualTo(2);
    assertThat(colony.store().status().get().heldBytes()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void againAndAgain_nothingIsLost_orCountedTwice_orForgottenEarly(long seed) {
    var random = new Random(seed);
    var sent = new TreeMap<Instant, Integer>();
    Instant now = NOON;
    Instant kept = Instant.MIN;
    for (int i = 0; i < 30; i++) {
      switch (random.nextInt(4)) {
        case 0, 1 -> {
          Instant minute =
              now.truncatedTo(ChronoUnit.MINUTES).minus(random.nextInt(180), ChronoUnit.MINUTES);
          int requests = 1 + random.nextInt(5);
          acknowledge(requests, minute);
          sent.merge(minute, requests, Integer::sum);
        }
        case 2 -> {
          // Ahead for longer than back, as clocks do in the end.
          now = now.plus(random.nextInt(200) - 60, ChronoUnit.MINUTES);
          colony.setTime(now);
        }
        case 3 -> {
          colony.tend();
          Instant newest = sent.floorKey(now);
          kept = newest == null ? kept : later(kept, firstKept(newest));
        }
        default -> throw new AssertionError("no such step");
      }

      Instant end = later(now, sent.isEmpty() ? now : sent.lastKey()).plusSeconds(60);
      Instant from = later(kept, NOON.minus(ALL));
      assertThat(between(from, end)).isEqualTo(sum(sent.tailMap(from)));
      assertThat(between(NOON.minus(Duration.ofDays(8)), end)).isEqualTo(sum(sent));
    }
  }

  /** Minutes go by the hour. */
  private static Instant firstKept(Instant newest) {
    return newest.plusSeconds(60).minus(RETENTION.minutes()).truncatedTo(ChronoUnit.HOURS);
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static long sum(Map<Instant, Integer> sent) {
    return sent.values().stream().mapToLong(Integer::longValue).sum();
  }

  /** Sends requests as senders do, and waits until they are acknowledged. */
  private void acknowledge(int requests, Instant start) {
    var telemetry = new Telemetry();
    for (int i = 0; i < requests; i++) {
      telemetry.request("shop", start.toString(), 20 + i);
    }
    var receipt =
        colony
            .store()
            .intake()
            .offer(new Spans(telemetry.spans(), 100), Cancellation.NEVER)
            .toCompletableFuture()
            .join();
    assertThat(receipt.isRight()).as("acknowledged, not %s", receipt).isTrue();
  }

  private long lookingBack(Duration length) {
    return requests(new QueryWindow.LookBack(length));
  }

  private long between(Instant from, Instant to) {
    return requests(new QueryWindow.Absolute(new TimeWindow(from, to)));
  }

  /** Zero where the colony says that there are none. */
  private long requests(QueryWindow window) {
    Either<QueryFailure, ErrorRate> answer =
        colony.queries().getErrorRate(new GetErrorRate(ServiceSelector.of("shop"), window));
    return answer.fold(
        failure -> {
          assertThat(failure)
              .isInstanceOfAny(QueryFailure.NoData.class, QueryFailure.NotFound.class);
          return 0L;
        },
        ErrorRate::requestCount);
  }
}
