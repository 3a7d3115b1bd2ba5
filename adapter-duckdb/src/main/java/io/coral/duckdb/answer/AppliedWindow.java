package io.coral.duckdb.answer;

import static java.util.Objects.requireNonNull;

import io.coral.domain.query.Note;
import io.coral.domain.time.Minute;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.time.Step;
import io.coral.domain.time.TimeWindow;
import io.coral.duckdb.table.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;

/**
 * The whole minutes or steps that a question is answered over, and what its asker should know about
 * them.
 *
 * @param notes one where the window grew by more than a look-back always does
 */
record AppliedWindow(TimeWindow window, List<Note> notes) {
  AppliedWindow {
    requireNonNull(window, "window is null");
    notes = List.copyOf(notes);
  }

  static AppliedWindow of(QueryWindow asked, Instant now) {
    return of(asked, Step.MINUTE, now);
  }

  /** The same in whole steps, for a question that is asked step by step. */
  static AppliedWindow of(QueryWindow asked, Step grain, Instant now) {
    TimeWindow applied = grain.widened(asked.resolve(now));
    boolean telling =
        switch (asked) {
          case QueryWindow.LookBack lookBack -> lookBack.length().compareTo(grain.length()) < 0;
          case QueryWindow.Absolute absolute -> !absolute.window().equals(applied);
        };
    return new AppliedWindow(applied, telling ? List.of(widened(grain)) : List.of());
  }

  private static Note widened(Step grain) {
    String to = grain.equals(Step.MINUTE) ? "minutes" : "steps of " + grain;
    return new Note(Note.Code.WINDOW_WIDENED, "the window was widened to whole " + to);
  }

  /**
   * The same in whole hours where minutes are over.
   *
   * @param step that it is to be whole in, too
   */
  AppliedWindow notFinerThan(Progress progress, Optional<Step> step) {
    Instant minutesFrom = new Minute(progress.minutesFrom()).start();
    if (!window.from().isBefore(minutesFrom)) {
      return this;
    }
    TimeWindow hours = Step.HOUR.widened(window);
    TimeWindow told =
        new TimeWindow(hours.from(), window.to().isAfter(minutesFrom) ? window.to() : hours.to());
    told = step.orElse(Step.MINUTE).widened(told);
    boolean coarse = step.isPresent() && !step.get().holdsHours();
    if (told.equals(window) && !coarse) {
      return this;
    }
    var all = new ArrayList<>(notes);
    all.add(
        new Note(
            Note.Code.WINDOW_WIDENED,
            "before "
                + minutesFrom
                + " only whole hours are kept"
                + (coarse ? ", each counted in the step that it begins in" : "")));
    return new AppliedWindow(told, all);
  }

  /** Whether a row of this minute lies in the window. */
  Condition covers(Field<Long> minute) {
    return covers(minute, Duration.ZERO);
  }

  /**
   * Whether a row of this minute lies in the window or near it.
   *
   * @param slack whole minutes, on both sides
   */
  Condition covers(Field<Long> minute, Duration slack) {
    return minute
        .ge(Minute.of(window.from()).epochMinute() - slack.toMinutes())
        .and(minute.lt(Minute.of(window.to()).epochMinute() + slack.toMinutes()));
  }

  /**
   * Whether an instant lies in the window.
   *
   * @param unixNano nanoseconds since 1970
   */
  Condition coversInstant(Field<Long> unixNano) {
    return unixNano.ge(unixNano(window.from())).and(unixNano.lt(unixNano(window.to())));
  }

  /** Nanoseconds since 1970; the last that 64 bits can express for what is later. */
  private static long unixNano(Instant instant) {
    return instant.isAfter(QueryWindow.LAST_INSTANT)
        ? Long.MAX_VALUE
        : Instant.EPOCH.until(instant, ChronoUnit.NANOS);
  }
}
