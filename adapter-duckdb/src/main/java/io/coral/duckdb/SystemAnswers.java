package io.coral.duckdb;

import static io.coral.duckdb.schema.store.Tables.METRIC_DELTA;
import static io.coral.duckdb.schema.store.Tables.STREAM;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.SQLDataType.BIGINT;
import static org.jooq.impl.SQLDataType.DOUBLE;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.SystemMetrics;
import io.coral.domain.query.SystemMetrics.Utilization;
import io.vavr.control.Either;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** Reads the use of CPU and memory, each from the first source that the window has. */
final class SystemAnswers {
  private final DSLContext dsl;

  SystemAnswers(DSLContext dsl) {
    this.dsl = dsl;
  }

  Either<QueryFailure, SystemMetrics> answer(Senders senders, AppliedWindow applied) {
    Condition sources =
        STREAM.METRIC.in(UtilizationSources.ALL).and(senders.sent(STREAM.SENDER_ID));
    Readings readings = readings(sources, applied);
    var cpu = readings.firstShare(UtilizationSources.CPU);
    var memory = readings.firstShare(UtilizationSources.MEMORY);
    var bytes = readings.first(UtilizationSources.MEMORY_BYTES);
    if (cpu.isEmpty() && memory.isEmpty() && bytes.isEmpty()) {
      return Either.left(noData(sources, senders, applied));
    }
    long samples =
        Stream.of(cpu.map(Utilization::source), memory.map(Utilization::source), bytes)
            .flatMap(Optional::stream)
            .distinct()
            .mapToLong(readings::count)
            .sum();
    return Either.right(
        new SystemMetrics(
            cpu,
            memory,
            bytes
                .map(source -> OptionalDouble.of(readings.mean(source)))
                .orElse(OptionalDouble.empty()),
            samples,
            applied.window(),
            applied.notes()));
  }

  private Readings readings(Condition sources, AppliedWindow applied) {
    return new Readings(
        dsl.select(
                STREAM.METRIC,
                STREAM.STATE,
                sum(METRIC_DELTA.SAMPLE_COUNT).cast(BIGINT),
                sum(METRIC_DELTA.SAMPLE_SUM).cast(DOUBLE),
                min(METRIC_DELTA.SAMPLE_MIN),
                max(METRIC_DELTA.SAMPLE_MAX))
            .from(METRIC_DELTA)
            .join(STREAM)
            .on(STREAM.STREAM_ID.eq(METRIC_DELTA.STREAM_ID))
            .where(sources, applied.covers(METRIC_DELTA.MINUTE))
            .groupBy(STREAM.METRIC, STREAM.STATE)
            .fetch(
                row ->
                    new Readings.Reading(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        row.value5(),
                        row.value6())));
  }

  private QueryFailure noData(Condition sources, Senders senders, AppliedWindow applied) {
    var last =
        LastMinute.of(
            dsl,
            METRIC_DELTA.MINUTE,
            METRIC_DELTA,
            METRIC_DELTA.STREAM_ID.in(select(STREAM.STREAM_ID).from(STREAM).where(sources)));
    return new QueryFailure.NoData(
        senders.name() + " CPU and memory", applied.window(), LastMinute.window(last.stream()));
  }
}
