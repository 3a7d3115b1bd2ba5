package io.coral.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coral.ports.MemoryBudget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemorySharesTest {
  private static final long MEBIBYTE = 1024 * 1024;

  @ParameterizedTest
  @ValueSource(longs = {128, 200, 1_024, 2_304, 1_048_576})
  void of_anyBudget_isGivenWhole_andAQuarterHeldAtMost(long mebibytes) {
    long bytes = mebibytes * MEBIBYTE;

    var settings = StoreSettings.ofThisMachine().within(new MemoryBudget(bytes));

    assertThat(settings.memoryBytes() + settings.heldBytes()).isEqualTo(bytes);
    assertThat(settings.heldBytes())
        .isPositive()
        .isLessThanOrEqualTo(bytes / 4)
        .isLessThanOrEqualTo(StoreSettings.ofThisMachine().heldBytes());
  }

  @Test
  void budget_belowTheLeast_isRefused() {
    assertThatThrownBy(() -> new MemoryBudget(MemoryBudget.LEAST_BYTES - 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("128 MiB");
  }

  @Test
  void usual_isHalfOfAMachine_butNeitherTooLittleNorMoreThanIsOfUse() {
    var usual = StoreSettings.ofThisMachine();

    assertThat(UsualBudget.of(1_024 * MEBIBYTE).bytes()).isEqualTo(512 * MEBIBYTE);
    assertThat(UsualBudget.of(64 * MEBIBYTE).bytes()).isEqualTo(MemoryBudget.LEAST_BYTES);
    assertThat(UsualBudget.of(1L << 50).bytes()).isEqualTo(usual.memoryBytes() + usual.heldBytes());
    assertThat(UsualBudget.ofThisMachine().bytes())
        .isBetween(MemoryBudget.LEAST_BYTES, usual.memoryBytes() + usual.heldBytes());
  }
}
