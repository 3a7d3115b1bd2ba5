package io.coral.cli.truth;

import io.coral.cli.truth.CoralProcess.Colony;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** When a colony that takes telemetry is killed. */
enum KillMoment {
  /** Before it has looked after its store. */
  SENDING,
  /** While it looks after its store for the first time: it sorts hours, and adds up late ones. */
  CARE,
  /** Just after its file changed, as it does in a checkpoint. */
  CHECKPOINT;

  /** After which a colony begins to look after its store. */
  private static final Duration CARE_BEGINS = Duration.ofSeconds(10);

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  private static final String ROUNDS = "coral_care_round_duration_seconds_count";

  /**
   * Returns when the colony is to be killed.
   *
   * @param startNanos when it said that it had started
   * @return whether it is for certain in what it was to be killed in
   */
  boolean await(Colony colony, Path database, long startNanos, RandomGenerator random)
      throws IOException, InterruptedException {
    return switch (this) {
      case SENDING -> {
        Thread.sleep(random.nextLong(1_500));
        yield true;
      }
      case CARE -> {
        var numbers = new ShownNumbers(colony.metrics());
        numbers.value(ROUNDS); // the first time takes longest
        long passed = System.nanoTime() - startNanos;
        Thread.sleep(CARE_BEGINS.minusNanos(passed));
        Thread.sleep(random.nextLong(600));
        yield numbers.value(ROUNDS) == 0;
      }
      case CHECKPOINT -> {
        var before = Files.getLastModifiedTime(database);
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (Files.getLastModifiedTime(database).equals(before)) {
          if (System.nanoTime() > end) {
            throw new AssertionError("no checkpoint was made");
          }
          Thread.sleep(1);
        }
        Thread.sleep(random.nextLong(30));
        yield hasLog(database);
      }
    };
  }

  /** Whether what the checkpoint writes to the file is still needed by who reads the log. */
  private static boolean hasLog(Path database) throws IOException {
    return Files.exists(database.resolveSibling(database.getFileName() + ".wal"));
  }
}
