package io.coral.domain.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RefusalsTest {
  private final Refusals refusals = new Refusals();

  @Test
  void message_nothingRefused_isEmpty() {
    assertThat(refusals.message()).isEmpty();
    assertThat(refusals.count()).isZero();
  }

  @Test
  void message_tellsEachReasonWithItsItems() {
    refusals.refuse("span id is all zero");
    refusals.refuse("span has no start time");
    refusals.refuse("span id is all zero");

    assertThat(refusals.message()).isEqualTo("span id is all zero (2); span has no start time (1)");
    assertThat(refusals.count()).isEqualTo(3);
    assertThat(refusals.dropped()).isZero();
  }

  @Test
  void message_manyLongReasons_staysShortAndCountsAll() {
    for (int i = 0; i < 100_000; i++) {
      refusals.refuse(i + "x".repeat(1_000));
    }

    assertThat(refusals.count()).isEqualTo(100_000);
    assertThat(refusals.message()).hasSizeLessThan(1_500).endsWith("; other reasons (99995)");
  }

  @Test
  void drop_countsAsRefusedToo() {
    refusals.drop("more than 1 services in an hour");

    assertThat(refusals.count()).isEqualTo(1);
    assertThat(refusals.dropped()).isEqualTo(1);
  }
}
