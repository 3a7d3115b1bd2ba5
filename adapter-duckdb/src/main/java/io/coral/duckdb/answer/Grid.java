package io.coral.duckdb.answer;

import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.SQLDataType.BIGINT;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.SeriesLimit;
import io.coral.domain.time.Minute;
import io.coral.domain.time.Step;
import io.vavr.control.Either;
import java.util.Optional;
import org.jooq.Field;

/**
 * How a window is divided: not at all, or into steps. With the services it makes the cells of an
 * answer about many.
 *
 * @param step empty where a service has one cell, the whole window
 */
record Grid(AppliedWindow applied, Optional<Step> step) {
  /** Names the column of {@link #startOf} wherever it is selected. */
  static final Field<Long> START = field(name("start_minute"), BIGINT);

  /**
   * A cell of an answer.
   *
   * @param service its number in {@link ScopedServices}
   * @param startMinute the first minute of its step
   */
  record Cell(int service, long startMinute) {}

  Grid {
    requireNonNull(applied, "applied is null");
    requireNonNull(step, "step is null");
  }

  /** The first minute of the step that a minute lies in. */
  Field<Long> startOf(Field<Long> minute) {
    return step.map(each -> minute.minus(minute.mod(inline(each.minutes()))))
        .orElseGet(() -> inline(Minute.of(applied.window().from()).epochMinute()))
        .as(START);
  }

  /** Whether hours may tell of it, where they are rolled up. */
  boolean hoursFit() {
    return step.map(Step::holdsHours).orElse(true);
  }

  /**
   * Whether a reply has room for them.
   *
   * @return {@code cells}, or why they are too many
   */
  Either<QueryFailure, Integer> few(int cells) {
    return step.filter(each -> cells > SeriesLimit.MAX_POINTS)
        .<Either<QueryFailure, Integer>>map(each -> Either.left(SeriesLimit.tooManyPoints(each)))
        .orElseGet(() -> Either.right(cells));
  }

  /** Cells that are worth reading: of steps one more than a reply may have. */
  int most() {
    return step.isPresent() ? SeriesLimit.MAX_POINTS + 1 : Integer.MAX_VALUE;
  }
}
