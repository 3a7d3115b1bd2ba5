package io.coral.domain.query;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.time.Step;
import io.coral.domain.time.TimeWindow;
import java.time.Duration;
import java.util.Optional;

/** How long series may be. Whoever draws them has no use for more, and the colony not the time. */
public final class SeriesLimit {
  /** The most points of one reply, those of all its services together. */
  public static final int MAX_POINTS = 11_000;

  private SeriesLimit() {}

  /**
   * Whether a window has more steps than a reply may have points, even about a single service.
   *
   * @param applied whole steps
   */
  public static Optional<QueryFailure> exceededBy(Step step, TimeWindow applied) {
    long steps = step.countIn(applied);
    if (steps <= MAX_POINTS) {
      return Optional.empty();
    }
    long minutes = Math.ceilDiv(applied.length().toMinutes(), MAX_POINTS - 1L);
    return Optional.of(
        new QueryFailure.LimitExceeded(
            "points",
            "%d steps of %s are more than the %d points of a reply"
                .formatted(steps, step, MAX_POINTS),
            "take a step of "
                + new Step(Duration.ofMinutes(minutes))
                + " or longer, or a shorter window"));
  }

  /** The refusal of a question whose services have more points together. */
  public static QueryFailure tooManyPoints(Step step) {
    return new QueryFailure.LimitExceeded(
        "points",
        "steps of %s are more than the %d points of a reply, all services together"
            .formatted(step, MAX_POINTS),
        "take a longer step, a shorter window, or one service");
  }
}
