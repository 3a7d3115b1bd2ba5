package io.coral.duckdb.answer;

import static io.coral.duckdb.table.Rows.DURATIONS;
import static io.coral.duckdb.table.Rows.METRICS;
import static io.coral.duckdb.table.Rows.SERVICES;
import static io.coral.duckdb.table.Rows.VALUES;
import static io.coral.duckdb.table.Summary.between;
import static org.jooq.impl.DSL.asterisk;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.select;

import io.coral.domain.time.Minute;
import io.coral.domain.time.TimeWindow;
import io.coral.duckdb.table.Hours;
import io.coral.duckdb.table.Progress;
import io.coral.duckdb.table.Rows;
import io.coral.duckdb.table.Summary;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;

/**
 * The rows that tell of a window: whole hours where they are rolled up, minutes at the edges. Where
 * minutes are over, hours tell alone, and the window is widened to them.
 *
 * @param grid the window, and how it is divided; steps that hours do not fit into are told by
 *     minutes, as far as there are any
 */
record Told(Grid grid, Progress progress) {
  /**
   * The rows of a window.
   *
   * @param dsl of the snapshot that they are read from
   */
  static Told of(DSLContext dsl, Grid asked) {
    var progress = Progress.of(dsl);
    return new Told(
        new Grid(asked.applied().notFinerThan(progress, asked.step()), asked.step()), progress);
  }

  static Told of(DSLContext dsl, AppliedWindow applied) {
    return of(dsl, new Grid(applied, Optional.empty()));
  }

  AppliedWindow applied() {
    return grid.applied();
  }

  /** Named {@link Rows#SERVICES}; so are the others by theirs. */
  Table<?> services() {
    return rows(Summary.SERVICE, SERVICES);
  }

  Table<?> durations() {
    return rows(Summary.DURATION_BUCKET, DURATIONS);
  }

  Table<?> metrics() {
    return rows(Summary.METRIC, METRICS);
  }

  Table<?> values() {
    return rows(Summary.METRIC_BUCKET, VALUES);
  }

  private Table<?> rows(Summary summary, Table<?> name) {
    TimeWindow window = grid.applied().window();
    long from = Minute.of(window.from()).epochMinute();
    long to = Minute.of(window.to()).epochMinute();
    long firstHour = Hours.hourOf(from + Hours.HOUR - 1);
    long lastHour =
        Math.min(
            Hours.hourOf(to), grid.hoursFit() ? progress.rolledUntil() : progress.minutesFrom());
    if (firstHour >= lastHour) {
      return minutes(summary, minutes(from, to)).asTable(name);
    }
    Select<Record> hours =
        select(asterisk()).from(summary.hours()).where(between(firstHour, lastHour));
    Condition edges = minutes(from, firstHour).or(minutes(lastHour, to));
    return firstHour == from && lastHour == to
        ? hours.asTable(name)
        : minutes(summary, edges).unionAll(hours).asTable(name);
  }

  private static Select<Record> minutes(Summary summary, Condition which) {
    return select(asterisk()).from(summary.minutes()).where(which);
  }

  private Condition minutes(long from, long to) {
    long there = Math.max(from, progress.minutesFrom());
    return there < to ? between(there, to) : falseCondition();
  }
}
