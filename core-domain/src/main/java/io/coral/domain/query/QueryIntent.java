package io.coral.domain.query;

/**
 * A question to a colony.
 *
 * @param <A> the shape of its answer
 */
public sealed interface QueryIntent<A>
    permits ListServices,
        GetService,
        GetPercentile,
        GetErrorRate,
        FindSlowTraces,
        FindErrorTraces,
        GetSystemMetrics,
        ExecuteSql,
        StreamSql,
        PlanSql,
        DescribeTables {}
