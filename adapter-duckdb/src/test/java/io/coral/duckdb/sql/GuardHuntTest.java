package io.coral.duckdb.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** See {@link GuardHunt}. */
class GuardHuntTest {
  @TempDir private Path journal;

  @Test
  void hunt_aThousandStatements_findsNothing() throws Exception {
    try (var hunt = new GuardHunt()) {
      hunt.hunt(1_000, 2, 1, journal);

      assertThat(hunt.findings()).isEmpty();
      assertThat(hunt.counts()).containsEntry("inputs", 1_000L).containsKeys("planned", "answered");
    }
  }

  @Test
  @Tag("hunt")
  void hunt_twoMillionStatements_findsNothing() throws Exception {
    try (var hunt = new GuardHunt()) {
      hunt.hunt(2_000_000, 2, System.nanoTime(), journal);

      System.getLogger("hunt").log(System.Logger.Level.INFO, hunt.counts());
      assertThat(hunt.findings()).isEmpty();
    }
  }
}
