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
        GetPercentiles,
        GetErrorRates,
        GetPercentileSeries,
        GetErrorRateSeries,
        FindSlowTraces,
        FindErrorTraces,
        GetSystemMetrics,
        ExecuteSql,
        StreamSql,
        PlanSql,
        DescribeTables {}
