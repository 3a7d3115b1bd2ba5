package io.coral.duckdb.held;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.summary.SummaryDeltas;
import io.coral.domain.value.ServiceInstance;
import io.coral.ports.contract.Telemetry;
import io.vavr.control.Either;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LastSeenTest {
  private static final ServiceInstance SHOP = Telemetry.sender("shop", "", "1");

  private final LastSeen lastSeen = new LastSeen();

  private static SummaryDeltas deltas(String time) {
    return new Telemetry().request(SHOP, 1, time, 5).deltas();
  }

  private static Either<QueryFailure, LastSeen.Minutes> stored(long minute) {
    return Either.right(new LastSeen.Minutes(0, Map.of(SHOP, minute), Optional.empty()));
  }

  private long asked(long stored) {
    return lastSeen.ask(false, () -> stored(stored)).get().spans().get(SHOP);
  }

  @Test
  void ask_again_isAnsweredWithoutTheStore() {
    assertThat(asked(7)).isEqualTo(7);
    assertThat(asked(8)).isEqualTo(7);
  }

  @Test
  void ask_afterABatch_knowsOfIt() {
    assertThat(asked(7)).isEqualTo(7);
    lastSeen.add(deltas("1970-01-01T00:30:00Z"));
    lastSeen.add(deltas("1970-01-01T00:20:00Z"));

    assertThat(asked(8)).isEqualTo(30);
  }

  @Test
  void ask_whileABatchIsCommitted_keepsNothingOfBefore() {
    var before =
        lastSeen.ask(
            false,
            () -> {
              lastSeen.add(deltas("1970-01-01T00:30:00Z"));
              return stored(7);
            });

    assertThat(before.get().spans()).containsEntry(SHOP, 7L);
    assertThat(asked(30)).isEqualTo(30);
  }

  @Test
  void ask_whileItForgets_keepsNothingOfBefore() {
    lastSeen.ask(
        false,
        () -> {
          lastSeen.forget();
          return stored(7);
        });

    assertThat(asked(8)).isEqualTo(8);
  }

  @Test
  void ask_thatFails_isAskedAgain() {
    var failed = lastSeen.ask(false, () -> Either.left(new QueryFailure.Cancelled()));

    assertThat(failed.isLeft()).isTrue();
    assertThat(asked(8)).isEqualTo(8);
  }

  @Test
  void ask_withMetrics_whereOnlySpansAreKnown_asksTheStore() {
    assertThat(asked(7)).isEqualTo(7);
    var all =
        lastSeen.ask(
            true,
            () ->
                Either.right(
                    new LastSeen.Minutes(0, Map.of(SHOP, 9L), Optional.of(Map.of(SHOP, 4L)))));

    assertThat(all.get().metrics().orElseThrow()).containsEntry(SHOP, 4L);
    assertThat(asked(8)).isEqualTo(9);
  }

  /** What it is asked for belongs to whoever asked. */
  @Test
  void ask_whoeverChangesTheAnswer_changesNothingElse() {
    lastSeen.ask(false, () -> stored(7)).get();
    lastSeen.ask(false, () -> stored(8)).get().spans().clear();

    assertThat(asked(9)).isEqualTo(7);
  }
}
