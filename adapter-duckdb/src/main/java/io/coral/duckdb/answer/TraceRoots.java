package io.coral.duckdb.answer;

import static io.coral.duckdb.schema.store.Tables.SENDER;
import static io.coral.duckdb.schema.store.Tables.TRACE_DELTA;

import io.coral.domain.summary.TraceLead;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;

/** Finds the roots of a few traces. */
final class TraceRoots {
  /**
   * @param service of the span that leads the trace
   */
  record Root(String service, TraceLead lead) {}

  private final DSLContext dsl;

  TraceRoots(DSLContext dsl) {
    this.dsl = dsl;
  }

  /** The root of each of {@code traces}, the least of its leads in or near the window. */
  Map<UUID, Root> of(Collection<UUID> traces, AppliedWindow applied) {
    var roots = new HashMap<UUID, Root>();
    if (traces.isEmpty()) {
      return roots;
    }
    dsl.select(
            TRACE_DELTA.TRACE_ID,
            SENDER.SERVICE,
            TRACE_DELTA.LEAD_IS_ROOT,
            TRACE_DELTA.LEAD_START_NS,
            TRACE_DELTA.LEAD_SPAN_ID,
            TRACE_DELTA.LEAD_OPERATION)
        .from(TRACE_DELTA)
        .join(SENDER)
        .on(SENDER.SENDER_ID.eq(TRACE_DELTA.SENDER_ID))
        .where(
            TRACE_DELTA.TRACE_ID.in(traces), applied.covers(TRACE_DELTA.MINUTE, TraceAnswers.SLACK))
        .forEach(
            row ->
                roots.merge(
                    row.value1(),
                    new Root(
                        row.value2(),
                        new TraceLead(
                            row.value3(), row.value4(), row.value5().longValue(), row.value6())),
                    (a, b) -> a.lead().compareTo(b.lead()) <= 0 ? a : b));
    return roots;
  }
}
