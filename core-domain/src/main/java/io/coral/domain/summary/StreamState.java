package io.coral.domain.summary;

import static java.util.Objects.requireNonNull;

import io.coral.domain.telemetry.HistogramCounts;
import io.coral.domain.telemetry.HistogramPoint;
import io.coral.domain.telemetry.Temporality;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The last point taken of a cumulative stream, which the next is compared with. Times are the
 * sender's own, before any shift.
 *
 * @param startUnixNano nanoseconds since 1970; 0 if the sender does not say
 * @param timeUnixNano nanoseconds since 1970, positive
 * @param sum of all values since the start, if the sender says
 * @param counts of all values since the start
 */
public record StreamState(
    long startUnixNano, long timeUnixNano, OptionalDouble sum, HistogramCounts counts) {
  /**
   * @throws IllegalArgumentException if the times are out of range or order, or the sum not finite
   */
  public StreamState {
    requireNonNull(sum, "sum is null");
    requireNonNull(counts, "counts is null");
    if (timeUnixNano <= 0 || startUnixNano < 0 || startUnixNano > timeUnixNano) {
      throw new IllegalArgumentException("a stream's times are out of range or order");
    }
    if (sum.isPresent() && !Double.isFinite(sum.getAsDouble())) {
      throw new IllegalArgumentException("a stream's sum is " + sum.getAsDouble());
    }
  }

  private static StreamState after(HistogramPoint point) {
    return new StreamState(
        point.startUnixNano(), point.timeUnixNano(), point.sum(), point.counts());
  }

  /**
   * The first point of a stream: it counts whole if it says since when, and is only a base for the
   * next if it does not.
   */
  static StreamStep first(HistogramPoint point) {
    return point.startUnixNano() == 0
        ? new StreamStep.Based(after(point))
        : counted(point, point.startUnixNano(), point.sum(), point.counts());
  }

  /** What {@code point} adds to what was taken before. */
  StreamStep next(HistogramPoint point) {
    if (point.timeUnixNano() <= timeUnixNano) {
      return new StreamStep.Refused(
          point.timeUnixNano() == timeUnixNano
              ? "a cumulative histogram point came twice"
              : "a cumulative histogram point came after a later one");
    }
    if (startsAnew(point)) {
      return counted(point, point.startUnixNano(), point.sum(), point.counts());
    }
    if (!point.counts().comparable(counts)) {
      return new StreamStep.Based(after(point));
    }
    Optional<HistogramCounts> added = point.counts().since(counts);
    // A lower count without a new start: counting began anew at a time that is not told.
    return added.isPresent()
        ? counted(point, timeUnixNano, sumSince(point), added.get())
        : counted(point, timeUnixNano, point.sum(), point.counts());
  }

  /** A sender that says no start, or stops saying it, has not told of a restart. */
  private boolean startsAnew(HistogramPoint point) {
    return startUnixNano != 0
        && point.startUnixNano() != 0
        && point.startUnixNano() != startUnixNano;
  }

  private OptionalDouble sumSince(HistogramPoint point) {
    if (sum.isEmpty() || point.sum().isEmpty()) {
      return OptionalDouble.empty();
    }
    double added = point.sum().getAsDouble() - sum.getAsDouble();
    return Double.isFinite(added) ? OptionalDouble.of(added) : OptionalDouble.empty();
  }

  /** The minimum and maximum since the start hold for every part of the time since, too. */
  private static StreamStep counted(
      HistogramPoint point, long since, OptionalDouble sum, HistogramCounts counts) {
    return new StreamStep.Counted(
        after(point),
        new HistogramPoint(
            point.identity(),
            point.stream(),
            Temporality.DELTA,
            since,
            point.timeUnixNano(),
            sum,
            point.min(),
            point.max(),
            counts));
  }
}
