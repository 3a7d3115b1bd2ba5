-- the RFD: mean p99 by service
SELECT service_name, AVG(p99_duration_ns) FROM service_summary GROUP BY service_name

-- the RFD: with a time filter of its own
SELECT service_name, AVG(p99_duration_ns) as avg_p99
FROM service_summary
WHERE timestamp > now() - INTERVAL '1 hour'
GROUP BY service_name
ORDER BY avg_p99 DESC

-- everything of a view
SELECT * FROM service_summary

-- short form
FROM trace_summary

-- short form with a projection behind
FROM trace_summary SELECT trace_id, duration_ns LIMIT 5

-- qualified with main
SELECT s.service_name FROM main.service_summary s

-- quoted and upper case names
SELECT "Service_Name", Region FROM "SERVICE_SUMMARY"

-- a semicolon and a comment at the end
SELECT 1; -- tail

-- semicolons inside a string, a comment and a dollar quote
SELECT ';' AS a, /* ; */ 1 AS b, $$;DROP TABLE service_summary;$$ AS c, E'\x3b' AS d

-- a quote in a literal
SELECT * FROM service_summary WHERE service_name = 'a''; DROP TABLE x; --'

-- error rate over the window, weighted
SELECT service_name, sum(error_count) / sum(request_count) AS rate FROM service_summary GROUP BY ALL HAVING sum(request_count) > 0 ORDER BY rate DESC

-- many aggregates
SELECT count(*), count(DISTINCT service_name), min(min_duration_ns), max(max_duration_ns), median(avg_duration_ns), quantile_cont(p95_duration_ns, 0.9), quantile_disc(p95_duration_ns, [0.5, 0.9]), stddev(avg_duration_ns), var_pop(avg_duration_ns), mode(region), approx_count_distinct(service_name), approx_quantile(avg_duration_ns, 0.5::FLOAT) FROM service_summary

-- filtered aggregates
SELECT count(*) FILTER (WHERE has_error) AS failed, count(*) FILTER (WHERE NOT has_error) AS fine FROM trace_summary

-- count_if and bool aggregates
SELECT root_service, count_if(has_error), bool_or(has_error), bool_and(has_error), any_value(root_operation) FROM trace_summary GROUP BY root_service

-- argument of the maximum
SELECT service_name, arg_max(trace_id, duration_ns) AS slowest, max_by(root_operation, duration_ns) FROM trace_summary GROUP BY service_name

-- correlation and regression
SELECT corr(request_count, avg_duration_ns), regr_slope(avg_duration_ns, request_count), covar_samp(error_count, request_count) FROM service_summary

-- ordered list of a group
SELECT service_name, list(trace_id ORDER BY duration_ns DESC)[1:3] FROM trace_summary GROUP BY service_name

-- text of a group
SELECT root_service, string_agg(DISTINCT service_name, ', ' ORDER BY service_name) FROM trace_summary GROUP BY root_service

-- histogram of error counts
SELECT histogram(error_count) FROM service_summary

-- top per service by a window and QUALIFY
SELECT service_name, trace_id, duration_ns FROM trace_summary QUALIFY row_number() OVER (PARTITION BY service_name ORDER BY duration_ns DESC, trace_id) <= 3

-- ranks
SELECT service_name, rank() OVER w, dense_rank() OVER w, percent_rank() OVER w, cume_dist() OVER w, ntile(4) OVER w FROM service_summary WINDOW w AS (ORDER BY p99_duration_ns)

-- change against the minute before
SELECT timestamp, service_name, request_count - lag(request_count) OVER (PARTITION BY service_name ORDER BY timestamp) AS change FROM service_summary ORDER BY ALL

-- moving average over rows
SELECT timestamp, avg(p95_duration_ns) OVER (PARTITION BY service_name ORDER BY timestamp ROWS BETWEEN 4 PRECEDING AND CURRENT ROW) FROM service_summary

-- moving sum over a range of time
SELECT timestamp, sum(request_count) OVER (ORDER BY timestamp RANGE BETWEEN INTERVAL 5 MINUTE PRECEDING AND CURRENT ROW EXCLUDE TIES) FROM service_summary

-- first and last value ignoring nulls
SELECT first_value(cpu_percent IGNORE NULLS) OVER (ORDER BY timestamp), last_value(memory_percent) OVER (ORDER BY timestamp ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING), nth_value(cpu_percent, 2) OVER (ORDER BY timestamp) FROM system_metrics_rollup

-- share of the total
SELECT service_name, sum(request_count) AS n, round(100.0 * n / sum(n) OVER (), 2) AS percent FROM service_summary GROUP BY service_name

-- common table expressions
WITH busy AS (SELECT service_name, sum(request_count) AS n FROM service_summary GROUP BY 1), failing AS (SELECT service_name, sum(error_count) AS e FROM service_summary GROUP BY 1) SELECT * FROM busy JOIN failing USING (service_name) WHERE e > 0

-- materialized and column names
WITH x(s, n) AS MATERIALIZED (SELECT service_name, count(*) FROM trace_summary GROUP BY ALL) SELECT a.s, b.n FROM x a, x b WHERE a.s = b.s

-- nested common table expressions
WITH a AS (WITH b AS (SELECT 1 AS i) SELECT * FROM b) SELECT * FROM a

-- inner join
SELECT s.service_name, m.cpu_percent FROM service_summary s JOIN system_metrics_rollup m ON s.service_name = m.service_name AND s.timestamp = m.timestamp

-- outer joins
SELECT coalesce(s.service_name, t.service_name) FROM service_summary s FULL OUTER JOIN trace_summary t USING (service_name)

-- left join keeps what is absent
SELECT s.service_name, m.memory_percent FROM service_summary s LEFT JOIN system_metrics_rollup m USING (service_name, timestamp)

-- semi and anti join
SELECT DISTINCT service_name FROM trace_summary SEMI JOIN service_summary USING (service_name) ANTI JOIN system_metrics_rollup USING (service_name)

-- as-of join
SELECT t.trace_id, m.cpu_percent FROM trace_summary t ASOF JOIN system_metrics_rollup m ON t.service_name = m.service_name AND t.timestamp >= m.timestamp

-- natural and cross join
SELECT count(*) FROM (SELECT DISTINCT region FROM service_summary) NATURAL JOIN (SELECT DISTINCT region FROM service_summary) r CROSS JOIN (VALUES (1), (2)) v(i)

-- lateral join
SELECT s.service_name, l.slowest FROM (SELECT DISTINCT service_name FROM trace_summary) s, LATERAL (SELECT max(duration_ns) AS slowest FROM trace_summary t WHERE t.service_name = s.service_name) l

-- scalar subquery
SELECT service_name, request_count / (SELECT sum(request_count) FROM service_summary) FROM service_summary

-- correlated EXISTS
SELECT service_name FROM service_summary s WHERE EXISTS (SELECT 1 FROM trace_summary t WHERE t.service_name = s.service_name AND t.has_error)

-- IN and NOT IN
SELECT * FROM trace_summary WHERE service_name IN (SELECT service_name FROM service_summary WHERE error_rate > 0.01) AND root_service NOT IN ('a', 'b')

-- quantified comparison
SELECT * FROM service_summary WHERE p99_duration_ns >= ALL (SELECT p99_duration_ns FROM service_summary WHERE p99_duration_ns IS NOT NULL)

-- tuple comparison
SELECT * FROM service_summary WHERE (service_name, region) IN (('a', 'eu'), ('b', 'us'))

-- set operations
SELECT service_name FROM service_summary UNION SELECT service_name FROM trace_summary EXCEPT SELECT 'x' INTERSECT SELECT 'x'

-- union by name
SELECT service_name, request_count FROM service_summary UNION ALL BY NAME SELECT service_name, duration_ns FROM trace_summary ORDER BY service_name LIMIT 10

-- rollup, cube, grouping sets
SELECT service_name, region, GROUPING(service_name), sum(request_count) FROM service_summary GROUP BY ROLLUP (service_name, region) UNION ALL SELECT service_name, region, 0, sum(request_count) FROM service_summary GROUP BY GROUPING SETS ((service_name), (region), ()) UNION ALL SELECT service_name, region, 0, 1 FROM service_summary GROUP BY CUBE (service_name, region)

-- five-minute buckets
SELECT time_bucket(INTERVAL '5 minutes', timestamp) AS bucket, sum(request_count) FROM service_summary GROUP BY bucket ORDER BY bucket

-- truncated times and their parts
SELECT date_trunc('hour', timestamp), date_part('dow', timestamp), extract(hour FROM timestamp), hour(timestamp), dayname(timestamp), strftime(timestamp, '%Y-%m-%d %H:%M'), epoch_ms(timestamp), timestamp::DATE FROM service_summary

-- times computed with
SELECT timestamp + INTERVAL 1 HOUR, timestamp - to_minutes(5), age(now(), timestamp), date_diff('minute', timestamp, now()), timestamp AT TIME ZONE 'UTC', to_timestamp(0), current_date, current_timestamp, today() FROM service_summary

-- constants of time
SELECT TIMESTAMPTZ '2026-01-01 00:00:00Z', DATE '2026-01-01', TIMESTAMP '2026-01-01', TIME '10:00', INTERVAL '2 days 3 hours', strptime('2026-01-01', '%Y-%m-%d')

-- gaps filled by a series of numbers
SELECT date_trunc('minute', now()) - to_minutes(i) AS minute, coalesce(sum(request_count), 0) FROM range(60) r(i) LEFT JOIN service_summary s ON s.timestamp = date_trunc('minute', now()) - to_minutes(i) GROUP BY ALL

-- a series with bounds
SELECT * FROM generate_series(1, 10, 2)

-- CASE, both kinds
SELECT CASE WHEN error_rate > 0.1 THEN 'bad' WHEN error_rate > 0 THEN 'fair' ELSE 'good' END, CASE region WHEN 'eu' THEN 1 ELSE 2 END FROM service_summary

-- choices
SELECT coalesce(region, 'none'), nullif(region, ''), ifnull(namespace, '-'), if(error_count > 0, 1, 0), greatest(1, 2), least(p50_duration_ns, p95_duration_ns) FROM service_summary

-- TRY and TRY_CAST
SELECT TRY_CAST(service_name AS INTEGER), TRY(1 / request_count), CAST(request_count AS DOUBLE), request_count::DECIMAL(18, 2), [1, 2]::VARCHAR[] FROM service_summary

-- arithmetic
SELECT 7 // 2, 7 % 3, 2 ** 8, -request_count, abs(-1), round(error_rate * 100, 2), floor(1.5), ceil(1.5), sqrt(2), ln(10), log10(100), exp(1), pi(), sign(-3), 5 & 3, 5 | 3, 1 << 3 FROM service_summary

-- text
SELECT upper(service_name), lower(region), length(service_name), substr(service_name, 1, 3), substring(service_name FROM 2 FOR 3), trim(BOTH ' ' FROM region), replace(service_name, '-', '_'), split_part(service_name, '-', 1), left(region, 2), service_name || '/' || region, concat_ws(':', namespace, service_name), position('a' IN region), contains(service_name, 'pay'), starts_with(service_name, 'p'), reverse(region) FROM service_summary

-- patterns
SELECT * FROM service_summary WHERE service_name LIKE 'pay%' OR service_name ILIKE '%ORD%' OR service_name NOT LIKE 'x!_%' ESCAPE '!' OR service_name SIMILAR TO 'a|b' OR regexp_matches(service_name, '^p.*s$') OR service_name ~ 'x+' OR service_name GLOB 'p*'

-- extracted text
SELECT regexp_extract(root_operation, '^(\w+) ', 1), string_split(root_operation, '/')[2] FROM trace_summary

-- conditions
SELECT * FROM trace_summary WHERE duration_ns BETWEEN 1 AND 1e12 AND root_service IS NOT NULL AND has_error IS NOT TRUE AND span_count IS DISTINCT FROM 3 AND NOT (span_count = 0)

-- lists
SELECT [1, 2, 3] AS l, l[1], len(l), list_sum(l), list_contains(l, 2), list_filter(l, lambda x: x > 1), list_transform(l, lambda x: x * 2), [x + 1 FOR x IN l IF x > 1], list_sort(l), list_distinct(l)

-- keyword lambda
SELECT list_transform([1, 2], lambda x: x + 1)

-- structs and maps
SELECT t.s.service, t.s['n'], MAP {'a': 1}['a'] FROM (SELECT {'service': service_name, 'n': request_count} AS s FROM service_summary) t

-- unnest
SELECT unnest([1, 2, 3]) AS i, service_name FROM service_summary

-- unnest in FROM
SELECT u.i FROM unnest([1, 2, 3]) u(i)

-- a struct of a whole row
SELECT s FROM service_summary s LIMIT 1

-- stars with changes
SELECT * EXCLUDE (region, namespace) REPLACE (error_rate * 100 AS error_rate) FROM service_summary

-- columns by pattern
SELECT COLUMNS('p.*_duration_ns') / 1e6 FROM service_summary

-- columns by lambda
SELECT COLUMNS(lambda c: c LIKE '%count') FROM service_summary

-- star of one table
SELECT s.*, t.trace_id FROM service_summary s JOIN trace_summary t USING (service_name)

-- percentiles
SELECT * FROM service_percentiles(0.99) ORDER BY value DESC

-- percentiles by name of the argument and joined
SELECT p50.service_name, p50.value AS p50, p99.value AS p99, p99.value / p50.value AS tail FROM service_percentiles(0.5) p50 JOIN service_percentiles(q := 0.99) p99 USING (service_name, namespace, metric) WHERE metric = 'http.server.duration'

-- values
SELECT * FROM (VALUES ('payments', 0.5), ('orders', 0.2)) goal(service_name, seconds) JOIN service_percentiles(0.99) USING (service_name)

-- bare values
VALUES (1, 'a'), (2, 'b')

-- distinct on
SELECT DISTINCT ON (service_name) service_name, trace_id FROM trace_summary ORDER BY service_name, duration_ns DESC

-- limit, offset, percentage
SELECT * FROM trace_summary ORDER BY duration_ns DESC NULLS LAST LIMIT 10 OFFSET 5

-- collation
SELECT service_name FROM service_summary ORDER BY service_name COLLATE nocase

-- numbers that are no numbers
SELECT 1 / 0, 'nan'::DOUBLE, 'inf'::DOUBLE, isnan('nan'::DOUBLE)

-- alias first
SELECT total: sum(request_count) FROM service_summary

-- unicode
SELECT 'zahlungen-ü' AS "größe", '日本' AS "名前"

-- table by TABLE
TABLE service_summary

-- pivot by hand
SELECT service_name, sum(request_count) FILTER (region = 'eu') AS eu, sum(request_count) FILTER (region = 'us') AS us FROM service_summary GROUP BY service_name

-- positional order and group
SELECT service_name, region, count(*) FROM service_summary GROUP BY 1, 2 ORDER BY 3 DESC, 1
