package io.coral.duckdb.answer;

import static io.coral.duckdb.schema.store.Tables.TRACE_DELTA;
import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.SQLDataType.BIGINT;

import io.coral.domain.query.FindErrorTraces;
import io.coral.domain.query.FindSlowTraces;
import io.coral.domain.query.TraceList;
import io.coral.domain.query.TraceSummary;
import io.coral.domain.value.Limit;
import io.coral.duckdb.table.TraceIds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SortField;

/**
 * Finds traces: DuckDB adds up their parts and keeps the few that are asked for; only for these are
 * the roots looked up.
 */
final class TraceAnswers {
  /** How far beyond the window the rest of a trace is looked for. */
  static final Duration SLACK = Duration.ofHours(1);

  private static final Field<Long> FIRST_START = min(TRACE_DELTA.FIRST_START_NS);
  private static final Field<Long> LONGEST_ENTRY = max(TRACE_DELTA.LONGEST_ENTRY_NS);
  private static final Field<Long> EXTENT = max(TRACE_DELTA.LAST_END_NS).minus(FIRST_START);
  private static final Field<Long> SPANS = sum(TRACE_DELTA.SPAN_COUNT).cast(BIGINT);
  private static final Field<Long> ERRORS = sum(TRACE_DELTA.ERROR_COUNT).cast(BIGINT);

  /** A trace, or a service's part of one, before its root is known. */
  private record Part(
      UUID trace, long nanos, long firstStart, long spans, long errors, int total) {}

  private final DSLContext dsl;
  private final Optional<Senders> service;
  private final AppliedWindow applied;

  /**
   * @param service whose part of each trace is meant; empty for traces as a whole
   */
  TraceAnswers(DSLContext dsl, Optional<Senders> service, AppliedWindow applied) {
    this.dsl = dsl;
    this.service = service;
    this.applied = applied;
  }

  TraceList slow(FindSlowTraces asked) {
    // An entry span is what makes a trace slow for a service; without any, there is no duration.
    Field<Long> nanos = service.isPresent() ? LONGEST_ENTRY : EXTENT;
    return list(nanos, nanos.ge(asked.threshold().toNanos()), nanos.desc(), asked.limit());
  }

  TraceList failed(FindErrorTraces asked) {
    Field<Long> nanos = service.isPresent() ? coalesce(LONGEST_ENTRY, EXTENT) : EXTENT;
    return list(nanos, ERRORS.gt(0L), FIRST_START.desc(), asked.limit());
  }

  private TraceList list(Field<Long> nanos, Condition wanted, SortField<Long> order, Limit limit) {
    List<Part> parts =
        dsl.select(TRACE_DELTA.TRACE_ID, nanos, FIRST_START, SPANS, ERRORS, count().over())
            .from(TRACE_DELTA)
            .where(rows())
            .groupBy(TRACE_DELTA.TRACE_ID)
            .having(groups(), wanted)
            .orderBy(order, TRACE_DELTA.TRACE_ID.asc())
            .limit(limit.value())
            .fetch(
                row ->
                    new Part(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        row.value5(),
                        row.value6()));
    var roots = new TraceRoots(dsl).of(parts.stream().map(Part::trace).toList(), applied);
    return new TraceList(
        parts.stream()
            .map(
                part ->
                    summary(part, requireNonNull(roots.get(part.trace()), "a trace without rows")))
            .toList(),
        parts.isEmpty() ? 0 : parts.getFirst().total(),
        applied.window(),
        applied.notes());
  }

  /** Of a service, its rows in the window; of whole traces, also those near it. */
  private Condition rows() {
    return service
        .map(asked -> asked.sent(TRACE_DELTA.SENDER_ID).and(applied.covers(TRACE_DELTA.MINUTE)))
        .orElseGet(() -> applied.covers(TRACE_DELTA.MINUTE, SLACK));
  }

  /** A whole trace belongs to the window in which its first span started. */
  private Condition groups() {
    return service.isPresent() ? noCondition() : applied.coversInstant(FIRST_START);
  }

  private TraceSummary summary(Part part, TraceRoots.Root root) {
    return new TraceSummary(
        TraceIds.ofUuid(part.trace()),
        service.map(Senders::name).orElse(root.service()),
        Duration.ofNanos(part.nanos()),
        Instant.ofEpochSecond(0, part.firstStart()),
        root.service(),
        root.lead().operation(),
        part.spans(),
        part.errors());
  }
}
