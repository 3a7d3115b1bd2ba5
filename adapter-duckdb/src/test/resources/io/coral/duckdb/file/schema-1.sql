-- The colony's database. jOOQ's table classes are generated from this file when the module is built,
-- and a new database is made by running it. Raise store.schema_version with every change.
--
-- store  what was received, as deltas that are only ever added and that add up when read
-- main   the only part that SQL users see: three views and one table macro
--
-- There are no indexes: rows are read by ranges of minutes, which DuckDB finds by each row group's
-- minimum and maximum, and an index would cost every append.

CREATE SCHEMA store;

CREATE TABLE store.schema_version (
    version INTEGER NOT NULL
);
INSERT INTO store.schema_version VALUES (1);

-- Export requests that were committed, by the SHA-256 of their content.
CREATE TABLE store.imported_request (
    request_id BLOB NOT NULL
);

-- Each service instance once, so that deltas carry a small number instead of four names.
CREATE TABLE store.sender (
    sender_id INTEGER NOT NULL,
    service   VARCHAR NOT NULL,
    namespace VARCHAR NOT NULL, -- empty for none, as are region and instance
    region    VARCHAR NOT NULL,
    instance  VARCHAR NOT NULL
);

-- Each metric of each sender once; a metric that is split by state has a stream for each.
CREATE TABLE store.stream (
    stream_id INTEGER NOT NULL,
    sender_id INTEGER NOT NULL,
    metric    VARCHAR NOT NULL,
    state     VARCHAR NOT NULL, -- empty for none
    unit      VARCHAR NOT NULL
);

-- Where each cumulative histogram stands, so that only what it adds is counted: a row for each that
-- was ever received, replaced in the commit of the deltas that follow from it.
CREATE TABLE store.stream_state (
    stream_hash BLOB NOT NULL, -- the SHA-256 that io.coral.domain.telemetry.StreamId names
    state       BLOB NOT NULL  -- io.coral.domain.summary.StreamStateCodec
);

-- Minutes are counted from 1970-01-01T00:00Z; "_ns" are nanoseconds, instants since then.

CREATE TABLE store.service_delta (
    sender_id     INTEGER NOT NULL,
    minute        BIGINT NOT NULL,
    span_count    BIGINT NOT NULL,
    request_count BIGINT NOT NULL,
    error_count   BIGINT NOT NULL,
    sum_ns        BIGINT NOT NULL,
    min_ns        BIGINT, -- NULL without requests, as is max_ns
    max_ns        BIGINT
);

-- Durations of requests, in the buckets of io.coral.domain.histogram.LogBuckets. Buckets are most of
-- all rows, and a question about one service over a week must not read those of all others. So what
-- arrives goes into a recent table, and from there, added up and sorted by sender, to the end of a
-- sorted one (io.coral.duckdb.Sorting); whoever reads, reads both.
CREATE TABLE store.duration_bucket_recent (
    sender_id     INTEGER NOT NULL,
    minute        BIGINT NOT NULL,
    bucket        INTEGER NOT NULL,
    request_count BIGINT NOT NULL
);
CREATE TABLE store.duration_bucket_sorted (
    sender_id     INTEGER NOT NULL,
    minute        BIGINT NOT NULL,
    bucket        INTEGER NOT NULL,
    request_count BIGINT NOT NULL
);
CREATE VIEW store.duration_bucket AS
FROM store.duration_bucket_sorted UNION ALL FROM store.duration_bucket_recent;

CREATE TABLE store.trace_delta (
    trace_id         UUID NOT NULL,
    sender_id        INTEGER NOT NULL,
    minute           BIGINT NOT NULL,
    span_count       BIGINT NOT NULL,
    error_count      BIGINT NOT NULL,
    first_start_ns   BIGINT NOT NULL,
    last_end_ns      BIGINT NOT NULL,
    longest_entry_ns BIGINT, -- NULL where no span entered the service
    lead_is_root     BOOLEAN NOT NULL,
    lead_start_ns    BIGINT NOT NULL,
    lead_span_id     UBIGINT NOT NULL,
    lead_operation   VARCHAR NOT NULL
);

CREATE TABLE store.metric_delta (
    stream_id      INTEGER NOT NULL,
    minute         BIGINT NOT NULL,
    sample_count   BIGINT NOT NULL,
    sample_sum     DOUBLE NOT NULL,
    sample_min     DOUBLE NOT NULL,
    sample_max     DOUBLE NOT NULL,
    relative_error DOUBLE NOT NULL
);

CREATE TABLE store.metric_bucket_recent (
    stream_id    INTEGER NOT NULL,
    minute       BIGINT NOT NULL,
    bucket       INTEGER NOT NULL,
    sample_count BIGINT NOT NULL
);
CREATE TABLE store.metric_bucket_sorted (
    stream_id    INTEGER NOT NULL,
    minute       BIGINT NOT NULL,
    bucket       INTEGER NOT NULL,
    sample_count BIGINT NOT NULL
);
CREATE VIEW store.metric_bucket AS
FROM store.metric_bucket_sorted UNION ALL FROM store.metric_bucket_recent;

-- The window of the views: [coral_from, coral_to), whole minutes, set on the connection by whoever
-- runs SQL. Where they are not set, the views are empty.
CREATE MACRO store.window_start() AS epoch_us(getvariable('coral_from')::TIMESTAMPTZ) // 60000000;
CREATE MACRO store.window_end() AS epoch_us(getvariable('coral_to')::TIMESTAMPTZ) // 60000000;
CREATE MACRO store.in_window(minute) AS
    minute >= store.window_start() AND minute < store.window_end();

CREATE MACRO store.minute_timestamp(minute) AS to_timestamp(minute * 60);
CREATE MACRO store.minute_of_ns(unix_ns) AS unix_ns // 60000000000;

-- io.coral.domain.value.Quantile.rank: the nearest rank, with its tolerance for products such as
-- 0.07 * 100 that are a whole number but for the last binary digit.
CREATE MACRO store.nearest_rank(q, n) AS
    greatest(1, least(n,
        CASE
            WHEN abs(q * n::DOUBLE - round_even(q * n::DOUBLE, 0)) <= 4.440892098500626e-16::DOUBLE * (q * n::DOUBLE)
            THEN round_even(q * n::DOUBLE, 0)
            ELSE ceil(q * n::DOUBLE)
        END::HUGEINT));

-- io.coral.domain.histogram.LogBuckets.representative.
CREATE MACRO store.bucket_value(bucket) AS
    sign(bucket)
    * pow(2::DOUBLE, (abs(bucket) - 40000) / 35::DOUBLE + -0.014356442434029226::DOUBLE);

-- A fraction that a caller wrote, or an error.
CREATE MACRO store.fraction(q) AS
    CASE
        WHEN q::DOUBLE >= 0 AND q::DOUBLE <= 1 THEN q::DOUBLE
        ELSE error('a percentile is asked for by a fraction in [0, 1], such as 0.99')
    END;

CREATE MACRO store.clamped(value, lowest, highest) AS
    CASE WHEN value IS NOT NULL THEN greatest(lowest, least(value, highest)) END;

CREATE VIEW main.service_summary AS
WITH counted AS (
    SELECT minute, service, namespace, region,
           count(DISTINCT instance) AS instance_count,
           sum(request_count)::BIGINT AS request_count,
           sum(error_count)::BIGINT AS error_count,
           min(min_ns) AS min_ns,
           max(max_ns) AS max_ns,
           sum(sum_ns)::DOUBLE AS sum_ns
    FROM store.service_delta JOIN store.sender USING (sender_id)
    WHERE store.in_window(minute)
    GROUP BY ALL
),
bucketed AS (
    SELECT minute, service, namespace, region, bucket, sum(request_count) AS n
    FROM store.duration_bucket JOIN store.sender USING (sender_id)
    WHERE store.in_window(minute)
    GROUP BY ALL
),
ranked AS (
    SELECT minute, service, namespace, region, bucket,
           sum(n) OVER (PARTITION BY minute, service, namespace, region ORDER BY bucket) AS up_to,
           sum(n) OVER (PARTITION BY minute, service, namespace, region) AS n
    FROM bucketed
),
quantiles AS (
    SELECT minute, service, namespace, region,
           store.bucket_value(
               min(bucket) FILTER (WHERE up_to >= store.nearest_rank(0.50::DOUBLE, n))) AS p50_ns,
           store.bucket_value(
               min(bucket) FILTER (WHERE up_to >= store.nearest_rank(0.95::DOUBLE, n))) AS p95_ns,
           store.bucket_value(
               min(bucket) FILTER (WHERE up_to >= store.nearest_rank(0.99::DOUBLE, n))) AS p99_ns
    FROM ranked
    GROUP BY ALL
)
SELECT store.minute_timestamp(minute) AS timestamp,
       service AS service_name,
       namespace,
       region,
       instance_count,
       request_count,
       error_count,
       CASE WHEN request_count > 0 THEN error_count / request_count END AS error_rate,
       store.clamped(p50_ns, min_ns::DOUBLE, max_ns::DOUBLE) AS p50_duration_ns,
       store.clamped(p95_ns, min_ns::DOUBLE, max_ns::DOUBLE) AS p95_duration_ns,
       store.clamped(p99_ns, min_ns::DOUBLE, max_ns::DOUBLE) AS p99_duration_ns,
       min_ns AS min_duration_ns,
       max_ns AS max_duration_ns,
       CASE WHEN request_count > 0 THEN sum_ns / request_count END AS avg_duration_ns
FROM counted LEFT JOIN quantiles USING (minute, service, namespace, region);

-- A row for each trace and service: of the spans that the service started in the window. The root
-- service's row stands for the trace, whole as far as an hour beyond the window, and belongs to the
-- window in which the trace's first span started.
CREATE VIEW main.trace_summary AS
WITH around AS (
    SELECT trace_id, service, minute, span_count, error_count,
           first_start_ns, last_end_ns, longest_entry_ns,
           lead_is_root, lead_start_ns, lead_span_id, lead_operation
    FROM store.trace_delta JOIN store.sender USING (sender_id)
    WHERE minute >= store.window_start() - 60 AND minute < store.window_end() + 60
),
trace AS (
    SELECT trace_id,
           min(first_start_ns) AS trace_start_ns,
           max(last_end_ns) AS trace_end_ns,
           -- The least io.coral.domain.summary.TraceLead: structs compare member by member.
           arg_min(
               {'service': service, 'operation': lead_operation},
               {'a': NOT lead_is_root, 'b': lead_start_ns, 'c': lead_span_id, 'd': lead_operation}
           ) AS root
    FROM around
    GROUP BY trace_id
),
part AS (
    SELECT trace_id, service, root, trace_start_ns, trace_end_ns,
           min(first_start_ns) AS first_start_ns,
           max(longest_entry_ns) AS longest_entry_ns,
           sum(span_count)::BIGINT AS span_count,
           sum(error_count)::BIGINT AS error_count
    FROM around JOIN trace USING (trace_id)
    WHERE CASE
              WHEN service = root.service THEN store.in_window(store.minute_of_ns(trace_start_ns))
              ELSE store.in_window(minute)
          END
    GROUP BY ALL
)
SELECT store.minute_timestamp(store.minute_of_ns(
           CASE WHEN service = root.service THEN trace_start_ns ELSE first_start_ns END
       )) AS timestamp,
       replace(trace_id::VARCHAR, '-', '') AS trace_id,
       service AS service_name,
       root.service AS root_service,
       root.operation AS root_operation,
       CASE WHEN service = root.service THEN trace_end_ns - trace_start_ns ELSE longest_entry_ns END
           AS duration_ns,
       span_count,
       error_count,
       error_count > 0 AS has_error
FROM part;

-- CPU and memory, each from the first of its sources that an instance reported in that minute. Keep
-- in step with io.coral.duckdb.UtilizationSources.
CREATE VIEW main.system_metrics_rollup AS
WITH point AS (
    SELECT minute, service, namespace, instance, metric, state,
           sum(sample_count) AS n,
           sum(sample_sum) / sum(sample_count) AS mean,
           min(sample_min) AS low,
           max(sample_max) AS high,
           sum(sample_sum) AS total
    FROM store.metric_delta JOIN store.stream USING (stream_id) JOIN store.sender USING (sender_id)
    WHERE store.in_window(minute)
      AND metric IN (
          'k8s.container.cpu_limit_utilization', 'container.cpu.utilization',
          'process.cpu.utilization', 'jvm.cpu.recent_utilization', 'system.cpu.utilization',
          'k8s.container.memory_limit_utilization', 'container.memory.usage',
          'k8s.container.memory_limit', 'container.memory.limit',
          'process.memory.utilization', 'system.memory.utilization',
          'process.memory.usage', 'jvm.memory.used')
    GROUP BY ALL
),
metric AS (
    SELECT minute, service, namespace, instance, metric,
           sum(n) AS n,
           CASE
               WHEN metric = 'system.cpu.utilization' AND bool_or(state = 'idle')
               THEN 1 - max(mean) FILTER (WHERE state = 'idle')
               WHEN metric = 'system.cpu.utilization'
               THEN sum(mean)
               WHEN metric = 'system.memory.utilization' AND bool_or(state = 'used')
               THEN max(mean) FILTER (WHERE state = 'used')
               ELSE sum(total) / sum(n)
           END AS mean,
           CASE
               WHEN metric = 'system.cpu.utilization' AND bool_or(state = 'idle')
               THEN 1 - min(low) FILTER (WHERE state = 'idle')
               WHEN metric = 'system.cpu.utilization'
               THEN sum(high)
               WHEN metric = 'system.memory.utilization' AND bool_or(state = 'used')
               THEN max(high) FILTER (WHERE state = 'used')
               ELSE max(high)
           END AS high
    FROM point
    GROUP BY minute, service, namespace, instance, metric
),
memory_limit AS (
    SELECT minute, service, namespace, instance,
           arg_min(mean, CASE metric WHEN 'k8s.container.memory_limit' THEN 1 ELSE 2 END)
               AS limit_bytes
    FROM metric
    WHERE metric IN ('k8s.container.memory_limit', 'container.memory.limit') AND mean > 0
    GROUP BY ALL
),
source(reading, rank, metric) AS (
    VALUES ('cpu', 1, 'k8s.container.cpu_limit_utilization'),
           ('cpu', 2, 'container.cpu.utilization'),
           ('cpu', 3, 'process.cpu.utilization'),
           ('cpu', 4, 'jvm.cpu.recent_utilization'),
           ('cpu', 5, 'system.cpu.utilization'),
           ('memory', 1, 'k8s.container.memory_limit_utilization'),
           ('memory', 2, 'container.memory.usage'),
           ('memory', 3, 'process.memory.utilization'),
           ('memory', 4, 'system.memory.utilization'),
           ('bytes', 1, 'container.memory.usage'),
           ('bytes', 2, 'process.memory.usage'),
           ('bytes', 3, 'jvm.memory.used')
),
scaled AS (
    SELECT minute, service, namespace, instance, reading, rank, metric, n, mean, high,
           CASE
               WHEN reading = 'bytes' THEN 1
               WHEN metric = 'container.memory.usage' THEN 100 / limit_bytes -- NULL if unknown
               ELSE 100
           END AS scale
    FROM metric
    JOIN source USING (metric)
    LEFT JOIN memory_limit USING (minute, service, namespace, instance)
),
best AS (
    SELECT minute, service, namespace, instance, reading,
           arg_min(
               {'metric': metric, 'n': n, 'mean': mean * scale, 'high': high * scale},
               rank) AS found
    FROM scaled
    WHERE scale IS NOT NULL
    GROUP BY ALL
),
side_by_side AS (
    SELECT minute, service, namespace, instance,
           any_value(found) FILTER (WHERE reading = 'cpu') AS cpu,
           any_value(found) FILTER (WHERE reading = 'memory') AS memory,
           any_value(found) FILTER (WHERE reading = 'bytes') AS bytes
    FROM best
    GROUP BY ALL
)
SELECT store.minute_timestamp(minute) AS timestamp,
       service AS service_name,
       namespace,
       instance,
       cpu.mean AS cpu_percent,
       cpu.high AS cpu_percent_max,
       memory.mean AS memory_percent,
       memory.high AS memory_percent_max,
       bytes.mean AS memory_bytes,
       (coalesce(cpu.n, 0)
           + coalesce(memory.n, 0)
           + CASE
                 WHEN bytes.metric IS DISTINCT FROM memory.metric THEN coalesce(bytes.n, 0)
                 ELSE 0
             END)::BIGINT AS sample_count
FROM side_by_side;

-- The percentile question, for every service and metric at once. The duration of requests comes
-- from spans; where there are none, from a received histogram of that name or of its newer name.
CREATE MACRO main.service_percentiles(q) AS TABLE
WITH spread AS (
    SELECT service, namespace, true AS of_spans,
           'http.server.duration' AS metric, 'nanoseconds' AS unit,
           min(min_ns)::DOUBLE AS low, max(max_ns)::DOUBLE AS high
    FROM store.service_delta JOIN store.sender USING (sender_id)
    WHERE store.in_window(minute) AND request_count > 0
    GROUP BY ALL
    UNION ALL
    SELECT service, namespace, false, metric, unit, min(sample_min), max(sample_max)
    FROM store.metric_delta JOIN store.stream USING (stream_id) JOIN store.sender USING (sender_id)
    WHERE store.in_window(minute)
    GROUP BY ALL
),
bucketed AS (
    SELECT service, namespace, true AS of_spans,
           'http.server.duration' AS metric, 'nanoseconds' AS unit,
           bucket, sum(request_count) AS n
    FROM store.duration_bucket JOIN store.sender USING (sender_id)
    WHERE store.in_window(minute)
    GROUP BY ALL
    UNION ALL
    SELECT service, namespace, false, metric, unit, bucket, sum(sample_count)
    FROM store.metric_bucket JOIN store.stream USING (stream_id) JOIN store.sender USING (sender_id)
    WHERE store.in_window(minute)
    GROUP BY ALL
),
ranked AS (
    SELECT service, namespace, of_spans, metric, unit, bucket,
           sum(n) OVER (PARTITION BY service, namespace, of_spans, metric, unit ORDER BY bucket)
               AS up_to,
           sum(n) OVER (PARTITION BY service, namespace, of_spans, metric, unit) AS n
    FROM bucketed
),
quantiles AS (
    SELECT service, namespace, of_spans, metric, unit,
           store.bucket_value(
               min(bucket) FILTER (
                   WHERE up_to >= store.nearest_rank(store.fraction(q), n))) AS value,
           max(n)::BIGINT AS sample_count
    FROM ranked
    GROUP BY ALL
),
measured AS (
    SELECT service, namespace, of_spans, metric, unit,
           store.clamped(value, low, high) AS value,
           sample_count,
           bool_or(of_spans) OVER (PARTITION BY service, namespace) AS has_spans,
           bool_or(metric = 'http.server.duration') OVER (PARTITION BY service, namespace)
               AS has_duration
    FROM quantiles JOIN spread USING (service, namespace, of_spans, metric, unit)
)
SELECT service AS service_name, namespace, metric, value, unit, sample_count
FROM measured
WHERE of_spans OR metric <> 'http.server.duration' OR NOT has_spans
UNION ALL
SELECT service, namespace, 'http.server.duration', value, unit, sample_count
FROM measured
WHERE metric = 'http.server.request.duration' AND NOT has_duration;
