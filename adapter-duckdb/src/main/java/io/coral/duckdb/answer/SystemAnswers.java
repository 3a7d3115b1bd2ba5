package io.coral.duckdb.answer;

import static io.coral.duckdb.schema.store.Tables.STREAM;
import static io.coral.duckdb.table.Rows.METRICS;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
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

  Either<QueryFailure, SystemMetrics> answer(Senders senders, Told told) {
    AppliedWindow applied = told.applied();
    Condition sources =
        STREAM.METRIC.in(UtilizationSources.ALL).and(senders.sent(STREAM.SENDER_ID));
    Readings readings = readings(sources, told);
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

  private Readings readings(Condition sources, Told told) {
    return new Readings(
        dsl.select(
                STREAM.METRIC,
                STREAM.STATE,
                sum(METRICS.SAMPLE_COUNT).cast(BIGINT),
                sum(METRICS.SAMPLE_SUM).cast(DOUBLE),
                min(METRICS.SAMPLE_MIN),
                max(METRICS.SAMPLE_MAX))
            .from(told.metrics())
            .join(STREAM)
            .on(STREAM.STREAM_ID.eq(METRICS.STREAM_ID))
            .where(sources)
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
    return new QueryFailure.NoData(
        senders.name() + " CPU and memory", applied.window(), LastData.ofStreams(dsl, sources));
  }
}
