package io.coral.duckdb.care;

import static java.util.Objects.requireNonNull;

import io.coral.ports.Upkeep;
import java.time.Duration;

/**
 * How a store is looked after.
 *
 * @param every time between two rounds of care
 * @param checkpointEvery time between two checkpoints, if there was anything to do
 * @param upkeep what is kept
 */
public record CareSettings(Duration every, Duration checkpointEvery, Upkeep upkeep) {
  /** Keeps everything, as fits a file that is filled and asked, and not left running. */
  public static final CareSettings KEEPING =
      new CareSettings(Duration.ofSeconds(10), Duration.ofMinutes(1), Upkeep.EVERYTHING);

  /**
   * @throws IllegalArgumentException if a time is not positive
   */
  public CareSettings {
    requireNonNull(every, "every is null");
    requireNonNull(checkpointEvery, "checkpointEvery is null");
    requireNonNull(upkeep, "upkeep is null");
    if (!every.isPositive() || !checkpointEvery.isPositive()) {
      throw new IllegalArgumentException("the time between two rounds must be positive");
    }
  }

  /** The same with other things kept. */
  public CareSettings with(Upkeep upkeep) {
    return new CareSettings(every, checkpointEvery, upkeep);
  }
}
