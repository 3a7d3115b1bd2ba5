package io.coral.cli.truth;

import java.nio.file.Path;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** See {@link KillHunt}. */
class KilledColonyIT {
  @TempDir private Path folder;

  @Test
  void kill_whileSending_losesNothingAndTearsNothing() throws Exception {
    new KillHunt(folder.resolve("colony.duckdb"), 7, random -> KillMoment.SENDING, 2).hunt(3);
  }

  @Test
  @Tag("hunt")
  void kill_twoHundredTimes_losesNothingAndTearsNothing() throws Exception {
    long seed = System.nanoTime();
    var hunt = new KillHunt(folder.resolve("colony.duckdb"), seed, KilledColonyIT::anyMoment, 10);
    try {
      hunt.hunt(Integer.getInteger("kills", 200));
    } finally {
      System.getLogger("hunt")
          .log(System.Logger.Level.INFO, "seed={0} {1}", Long.toString(seed), hunt.report());
    }
  }

  /** Mostly the one that does not take ten seconds or more. */
  private static KillMoment anyMoment(RandomGenerator random) {
    return switch (random.nextInt(6)) {
      case 0 -> KillMoment.CARE;
      case 1 -> KillMoment.CHECKPOINT;
      default -> KillMoment.SENDING;
    };
  }
}
