package io.coral.domain.query;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * What was found out step by step.
 *
 * @param points at least one, in the order of time; a step without data has none
 */
public record Series<A>(List<Point<A>> points) {
  /**
   * What was found out about one step.
   *
   * @param start of the step, inclusive
   */
  public record Point<A>(Instant start, A answer) {
    public Point {
      requireNonNull(start, "start is null");
      requireNonNull(answer, "answer is null");
    }
  }

  /**
   * @throws IllegalArgumentException if there are no points, or they are out of order
   */
  public Series {
    points = List.copyOf(points);
    if (points.isEmpty()) {
      throw new IllegalArgumentException("a series without points");
    }
    for (int i = 1; i < points.size(); i++) {
      if (!points.get(i - 1).start().isBefore(points.get(i).start())) {
        throw new IllegalArgumentException("the points of a series are out of order");
      }
    }
  }
}
