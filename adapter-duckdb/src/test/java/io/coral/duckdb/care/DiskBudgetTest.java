package io.coral.duckdb.care;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How much goes where a file takes too much. */
class DiskBudgetTest {
  @Test
  void forgetBefore_leavesTheLastTwoHours() {
    assertThat(DiskBudget.forgetBefore(1_000, 1, 0, 6_000)).isEqualTo(6_000 - 120);
    assertThat(DiskBudget.forgetBefore(1_000, 900, 0, 6_000)).isEqualTo(1_140);
  }
}
