package io.coral.domain.query;

import static java.util.Objects.requireNonNull;

import io.coral.domain.time.TimeWindow;
import java.util.List;

/**
 * A quantile, from one histogram merged over the whole window.
 *
 * @param value in {@code unit}
 * @param unit "nanoseconds", "bytes", or a UCUM code; may be empty
 * @param sampleCount values behind it, at least 1
 * @param source {@link #FROM_SPANS}, or the metric that was read
 * @param relativeError bound of the distance from the exact nearest-rank value, as a share of it;
 *     infinite where received buckets set none
 * @param applied the window that was searched
 * @param notes what the asker should know about how it was answered
 */
public record Percentile(
    double value,
    String unit,
    long sampleCount,
    String source,
    double relativeError,
    TimeWindow applied,
    List<Note> notes) {
  /** The source of a duration that was computed from spans. */
  public static final String FROM_SPANS = "spans";

  /**
   * @throws IllegalArgumentException if there are no samples, or the relative error is negative or
   *     NaN
   */
  public Percentile {
    requireNonNull(unit, "unit is null");
    requireNonNull(source, "source is null");
    requireNonNull(applied, "applied is null");
    if (sampleCount < 1) {
      throw new IllegalArgumentException("no percentile of " + sampleCount + " samples");
    }
    if (!(relativeError >= 0)) { // negated, so that NaN is refused too
      throw new IllegalArgumentException("a relative error of " + relativeError);
    }
    notes = List.copyOf(notes);
  }
}
