package io.coral.domain.query;

import static java.util.Objects.requireNonNull;

import io.coral.domain.time.TimeWindow;
import java.util.List;

/**
 * How many of a service's requests failed.
 *
 * @param errorCount at most {@code requestCount}
 * @param requestCount at least 1: without requests there is no rate
 * @param applied the window that was searched
 * @param notes what the asker should know about how it was answered
 */
public record ErrorRate(long errorCount, long requestCount, TimeWindow applied, List<Note> notes) {
  /**
   * @throws IllegalArgumentException if the counts do not make a rate
   */
  public ErrorRate {
    requireNonNull(applied, "applied is null");
    if (requestCount < 1 || errorCount < 0 || errorCount > requestCount) {
      throw new IllegalArgumentException(
          errorCount + " errors of " + requestCount + " requests make no rate");
    }
    notes = List.copyOf(notes);
  }

  /** In [0, 1]. */
  public double rate() {
    return (double) errorCount / requestCount;
  }
}
