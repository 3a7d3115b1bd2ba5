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

-- error budget left of a goal of 99.9 percent
SELECT service_name, sum(request_count) AS requests, sum(error_count) AS errors, 1 - sum(error_count) / (sum(request_count) * (1 - 0.999)) AS budget_left FROM service_summary GROUP BY service_name ORDER BY budget_left

-- burn rate over a long and a short window
WITH rates AS (SELECT service_name, sum(error_count) FILTER (WHERE timestamp >= TIMESTAMPTZ '2026-11-24 11:00:00Z') / nullif(sum(request_count) FILTER (WHERE timestamp >= TIMESTAMPTZ '2026-11-24 11:00:00Z'), 0) AS short, sum(error_count) / sum(request_count) AS long FROM service_summary GROUP BY ALL) SELECT service_name, short / 0.001 AS fast_burn, long / 0.001 AS slow_burn FROM rates WHERE short / 0.001 > 14.4 OR long / 0.001 > 6

-- burn rate of each hour
SELECT service_name, date_trunc('hour', timestamp) AS hour, (sum(error_count) / sum(request_count)) / 0.001 AS burn FROM service_summary GROUP BY ALL HAVING burn > 1 ORDER BY burn DESC, service_name, hour

-- minutes out of the objective
SELECT service_name, count_if(p99_duration_ns > 500e6) AS bad_minutes, count(*) AS minutes, 100 - 100.0 * bad_minutes / minutes AS good_percent FROM service_summary GROUP BY service_name

-- cumulative errors against the budget
SELECT timestamp, service_name, sum(error_count) OVER (PARTITION BY service_name ORDER BY timestamp ROWS UNBOUNDED PRECEDING) AS spent, sum(request_count) OVER (PARTITION BY service_name) * 0.001 AS budget FROM service_summary WHERE region = 'eu'

-- top two minutes per service by p99
SELECT service_name, timestamp, p99_duration_ns / 1e6 AS p99_ms FROM service_summary WHERE region <> 'us' QUALIFY dense_rank() OVER (PARTITION BY service_name ORDER BY p99_duration_ns DESC) <= 2

-- top per group by a subquery, as Postgres has it
SELECT * FROM (SELECT service_name, trace_id, duration_ns, row_number() OVER (PARTITION BY service_name ORDER BY duration_ns DESC, trace_id) AS rn FROM trace_summary) ranked WHERE rn <= 2

-- top per group by a lateral join
SELECT s.service_name, t.trace_id, t.duration_ns FROM (SELECT DISTINCT service_name FROM trace_summary) s CROSS JOIN LATERAL (SELECT trace_id, duration_ns FROM trace_summary x WHERE x.service_name = s.service_name ORDER BY duration_ns DESC, trace_id LIMIT 2) t

-- minute over minute in percent
SELECT service_name, timestamp, request_count, round(100.0 * (request_count - lag(request_count) OVER w) / nullif(lag(request_count) OVER w, 0), 1) AS change_percent FROM service_summary WINDOW w AS (PARTITION BY service_name, region ORDER BY timestamp)

-- this hour against the one before
WITH hourly AS (SELECT service_name, date_trunc('hour', timestamp) AS hour, sum(request_count) AS n FROM service_summary GROUP BY ALL) SELECT cur.service_name, cur.n, prev.n AS before, cur.n - prev.n AS change FROM hourly cur LEFT JOIN hourly prev ON cur.service_name = prev.service_name AND prev.hour = cur.hour - INTERVAL '1 hour'

-- the same minute a week ago
SELECT s.service_name, s.timestamp, s.request_count, w.request_count AS week_ago FROM service_summary s LEFT JOIN service_summary w ON w.service_name = s.service_name AND w.region = s.region AND w.timestamp = s.timestamp - INTERVAL 7 DAY

-- lead to see what comes next, with a default
SELECT service_name, timestamp, lead(request_count, 1, 0) OVER (PARTITION BY service_name, region ORDER BY timestamp) AS next_minute FROM service_summary

-- moving average over time
SELECT service_name, timestamp, avg(request_count) OVER (PARTITION BY service_name, region ORDER BY timestamp RANGE BETWEEN INTERVAL 15 MINUTES PRECEDING AND CURRENT ROW) AS smooth FROM service_summary

-- weighted mean latency
SELECT service_name, sum(avg_duration_ns * request_count) / sum(request_count) / 1e6 AS mean_ms FROM service_summary GROUP BY service_name ORDER BY 2 DESC

-- gaps and islands of bad minutes
WITH bad AS (SELECT service_name, region, timestamp, epoch(timestamp) // 60 - row_number() OVER (PARTITION BY service_name, region ORDER BY timestamp) AS island FROM service_summary WHERE error_count > 0) SELECT service_name, region, min(timestamp) AS began, max(timestamp) AS ended, count(*) AS minutes FROM bad GROUP BY service_name, region, island ORDER BY ALL

-- sessions by a gap of five minutes
WITH marked AS (SELECT service_name, timestamp, CASE WHEN timestamp - lag(timestamp) OVER (PARTITION BY service_name ORDER BY timestamp) > INTERVAL '5 minutes' THEN 1 ELSE 0 END AS starts FROM trace_summary), numbered AS (SELECT *, sum(starts) OVER (PARTITION BY service_name ORDER BY timestamp) AS session FROM marked) SELECT service_name, session, count(*), min(timestamp), max(timestamp) FROM numbered GROUP BY ALL

-- z-score of each minute
WITH stats AS (SELECT service_name, avg(p95_duration_ns) AS mean, stddev_samp(p95_duration_ns) AS sd FROM service_summary GROUP BY 1) SELECT s.service_name, s.timestamp, (s.p95_duration_ns - mean) / nullif(sd, 0) AS z FROM service_summary s JOIN stats USING (service_name) WHERE abs((s.p95_duration_ns - mean) / nullif(sd, 0)) > 2

-- outliers by the interquartile range
WITH q AS (SELECT service_name, quantile_cont(p99_duration_ns, 0.25) AS q1, quantile_cont(p99_duration_ns, 0.75) AS q3 FROM service_summary GROUP BY service_name) SELECT service_name, timestamp FROM service_summary JOIN q USING (service_name) WHERE p99_duration_ns > q3 + 1.5 * (q3 - q1)

-- median absolute deviation
SELECT service_name, median(p50_duration_ns), mad(p50_duration_ns) FROM service_summary GROUP BY ALL

-- percent rank of services by errors
SELECT service_name, errors, percent_rank() OVER (ORDER BY errors) AS pr, cume_dist() OVER (ORDER BY errors) AS cd FROM (SELECT service_name, sum(error_count) AS errors FROM service_summary GROUP BY service_name)

-- quartiles of services by load
SELECT service_name, ntile(4) OVER (ORDER BY sum(request_count) DESC, service_name) AS quartile FROM service_summary GROUP BY service_name

-- Pareto share
SELECT service_name, n, sum(n) OVER (ORDER BY n DESC, service_name) / sum(n) OVER () AS running_share FROM (SELECT service_name, sum(request_count) AS n FROM service_summary GROUP BY ALL)

-- buckets of ten minutes by arithmetic
SELECT to_timestamp(epoch(timestamp) // 600 * 600) AS bucket, sum(request_count) AS n FROM service_summary GROUP BY bucket ORDER BY bucket

-- buckets that begin at an offset
SELECT time_bucket(INTERVAL '1 hour', timestamp, INTERVAL '30 minutes') AS bucket, count(*) FROM trace_summary GROUP BY ALL

-- a spine of minutes joined to fill gaps
WITH spine AS (SELECT TIMESTAMPTZ '2026-11-24 10:00:00Z' + to_minutes(i) AS minute FROM generate_series(0, 119) g(i)), services AS (SELECT DISTINCT service_name FROM service_summary) SELECT minute, service_name, coalesce(sum(request_count), 0) AS n FROM spine CROSS JOIN services LEFT JOIN service_summary s USING (service_name) WHERE s.timestamp = minute OR s.timestamp IS NULL GROUP BY ALL

-- a spine of timestamps written as a series
SELECT m.minute, count(t.trace_id) FROM generate_series(TIMESTAMPTZ '2026-11-24 10:00:00Z', TIMESTAMPTZ '2026-11-24 11:00:00Z', INTERVAL '5 minutes') m(minute) LEFT JOIN trace_summary t ON time_bucket(INTERVAL '5 minutes', t.timestamp) = m.minute GROUP BY ALL ORDER BY 1

-- a series of days
SELECT d::DATE AS day FROM generate_series(DATE '2026-11-20', DATE '2026-11-24', INTERVAL 1 DAY) g(d)

-- range of timestamps
SELECT ts FROM range(TIMESTAMP '2026-11-24 10:00:00', TIMESTAMP '2026-11-24 12:00:00', INTERVAL 30 MINUTE) r(ts)

-- fill with the last known value
SELECT timestamp, service_name, last_value(memory_percent IGNORE NULLS) OVER (PARTITION BY service_name ORDER BY timestamp ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS carried FROM system_metrics_rollup

-- as-of join of traces with the minute before
SELECT t.trace_id, t.duration_ns, s.request_count FROM trace_summary t ASOF LEFT JOIN service_summary s ON t.service_name = s.service_name AND t.timestamp >= s.timestamp WHERE t.service_name = 'inventory'

-- histogram by width of a bucket
SELECT floor(duration_ns / 1e6)::INT AS ms, count(*) AS n FROM trace_summary GROUP BY ms ORDER BY ms

-- logarithmic histogram
SELECT floor(log10(duration_ns)) AS magnitude, count(*), min(duration_ns), max(duration_ns) FROM trace_summary WHERE duration_ns > 0 GROUP BY 1 ORDER BY 1

-- a bar of text for each service
SELECT service_name, bar(sum(request_count), 0, 3000, 20) FROM service_summary GROUP BY ALL

-- the most frequent operations
SELECT root_operation, count(*) AS n FROM trace_summary GROUP BY root_operation ORDER BY n DESC, root_operation LIMIT 5

-- methods and routes out of operations
SELECT regexp_extract(root_operation, '^([A-Z]+) (.*)$', ['method', 'route']) AS parts, count(*) FROM trace_summary GROUP BY ALL

-- method by splitting
SELECT split_part(root_operation, ' ', 1) AS method, split_part(root_operation, ' ', 2) AS route, count(*) FROM trace_summary GROUP BY ALL ORDER BY ALL

-- identifiers masked in routes
SELECT regexp_replace(root_operation, '[0-9]+', ':id', 'g') AS route, count(*) FROM trace_summary GROUP BY route

-- first match replaced
SELECT regexp_replace(root_operation, '/[0-9]+', '/:id') AS route, count(*) FROM trace_summary GROUP BY 1

-- padded names
SELECT rpad(service_name, 20, '.') || lpad(sum(request_count)::VARCHAR, 8, ' ') FROM service_summary GROUP BY service_name

-- names of services by length and letters
SELECT DISTINCT service_name, length(service_name) AS len, upper(left(service_name, 1)) || substr(service_name, 2) AS title, reverse(service_name), position('a' IN service_name), ascii(service_name), md5(service_name) FROM service_summary

-- text with letters replaced and trimmed
SELECT DISTINCT translate(service_name, 'aeiou', 'AEIOU'), ltrim(service_name, 'p'), rtrim(service_name, 's'), overlay_free FROM (SELECT service_name, replace(service_name, 'ay', '**') AS overlay_free FROM service_summary)

-- case-insensitive search
SELECT DISTINCT service_name FROM trace_summary WHERE service_name ILIKE '%PAY%' OR lower(root_operation) LIKE 'get%'

-- search by a list of prefixes
SELECT DISTINCT service_name FROM service_summary WHERE list_has_any([left(service_name, 3)], ['pay', 'ord'])

-- lists of traces per service, longest first
SELECT service_name, list(trace_id ORDER BY duration_ns DESC)[:3] AS slowest, len(list(trace_id)) AS n FROM trace_summary GROUP BY service_name

-- lists summed and filtered
SELECT service_name, list_sum(l) AS total, list_avg(l) AS mean, list_filter(l, lambda x: x > 0) AS bad, list_transform(l, lambda x: x * 2) AS doubled FROM (SELECT service_name, [sum(error_count), count(*)] AS l FROM service_summary GROUP BY ALL)

-- structs packed and taken apart
SELECT s.name, s.stats.n, s.stats.errors FROM (SELECT {'name': service_name, 'stats': {'n': sum(request_count), 'errors': sum(error_count)}} AS s FROM service_summary GROUP BY service_name)

-- a struct unnested into columns
SELECT unnest({'service': service_name, 'n': request_count}) FROM service_summary WHERE region = 'us'

-- maps by key
SELECT m['payments'], map_keys(m), map_values(m), cardinality(m) FROM (SELECT MAP {'payments': 0.5, 'orders': 0.2} AS m)

-- goals per service in a map
SELECT service_name, avg(p99_duration_ns) / 1e9 AS seconds, MAP {'payments': 0.5, 'orders': 0.2}[service_name] AS goal FROM service_summary GROUP BY service_name

-- unnest with its place
SELECT * FROM unnest(['p50', 'p95', 'p99']) WITH ORDINALITY u(name, place)

-- columns to rows by hand
SELECT service_name, timestamp, unnest(['p50', 'p95', 'p99']) AS which, unnest([p50_duration_ns, p95_duration_ns, p99_duration_ns]) AS ns FROM service_summary WHERE region = 'us' LIMIT 30

-- union by name of two views
SELECT 'service' AS kind, service_name, sum(error_count) AS errors FROM service_summary GROUP BY ALL UNION ALL BY NAME SELECT 'trace' AS kind, service_name, count(*) FILTER (WHERE has_error) AS errors, max(duration_ns) AS slowest FROM trace_summary GROUP BY ALL

-- except and intersect
SELECT service_name FROM service_summary EXCEPT SELECT service_name FROM system_metrics_rollup

-- services in both
(SELECT service_name FROM service_summary) INTERSECT (SELECT service_name FROM system_metrics_rollup) ORDER BY 1

-- grouping sets with their level
SELECT coalesce(service_name, 'all') AS service, coalesce(region, 'all') AS region, grouping_id(service_name, region) AS level, sum(request_count) AS n FROM service_summary GROUP BY GROUPING SETS ((service_name, region), (service_name), ()) ORDER BY ALL

-- rollup by time
SELECT date_trunc('hour', timestamp) AS hour, service_name, sum(request_count) FROM service_summary GROUP BY ROLLUP (hour, service_name) ORDER BY ALL

-- latest row of each service
SELECT DISTINCT ON (service_name) service_name, timestamp, request_count FROM service_summary ORDER BY service_name, timestamp DESC, region

-- latest by arg_max
SELECT service_name, max(timestamp) AS at, arg_max(cpu_percent, timestamp) AS cpu FROM system_metrics_rollup GROUP BY service_name

-- three slowest by arg_max
SELECT service_name, max_by(trace_id, duration_ns), min_by(trace_id, duration_ns) FROM trace_summary GROUP BY ALL

-- nanoseconds to milliseconds in all columns of a pattern
SELECT service_name, COLUMNS('(p\d+)_duration_ns') / 1e6 AS '\1_ms' FROM service_summary WHERE region = 'us'

-- all but some columns
SELECT * EXCLUDE (namespace, region, instance_count) FROM service_summary WHERE service_name = 'orders'

-- columns renamed
SELECT * RENAME (service_name AS service, request_count AS n) FROM service_summary LIMIT 5

-- the largest of all counts
SELECT max(COLUMNS(* EXCLUDE (timestamp, service_name, namespace, region))) FROM service_summary

-- CASE as a pivot
SELECT service_name, sum(CASE WHEN region = 'eu' THEN request_count ELSE 0 END) AS eu, sum(CASE WHEN region = 'us' THEN request_count ELSE 0 END) AS us FROM service_summary GROUP BY service_name

-- severity by CASE in GROUP BY
SELECT CASE WHEN duration_ns >= 4e6 THEN 'slow' WHEN duration_ns >= 2e6 THEN 'fair' ELSE 'fast' END AS speed, count(*) AS n, round(100.0 * count(*) / sum(count(*)) OVER (), 1) AS percent FROM trace_summary GROUP BY speed ORDER BY n DESC

-- apdex
SELECT service_name, (count(*) FILTER (WHERE duration_ns <= 2e6) + count(*) FILTER (WHERE duration_ns > 2e6 AND duration_ns <= 8e6) / 2) / count(*) AS apdex FROM trace_summary GROUP BY service_name

-- parts of a timestamp
SELECT extract(epoch FROM timestamp), extract(dow FROM timestamp), date_part('minute', timestamp), date_part(['hour', 'minute'], timestamp), hour(timestamp), minute(timestamp), isodow(timestamp), week(timestamp), dayname(timestamp), monthname(timestamp), last_day(timestamp) FROM service_summary LIMIT 3

-- times written out
SELECT strftime(timestamp, '%H:%M'), strftime('%Y-%m-%dT%H:%M:%SZ', timestamp), timestamp::VARCHAR, timestamp::DATE, epoch_ms(timestamp), epoch_us(timestamp) FROM trace_summary LIMIT 3

-- in the time zone of Berlin
SELECT timestamp AT TIME ZONE 'Europe/Berlin' AS local, count(*) FROM service_summary GROUP BY local ORDER BY local LIMIT 5

-- hours of a local day
SELECT hour(timestamp AT TIME ZONE 'America/New_York') AS hour, sum(request_count) FROM service_summary GROUP BY ALL

-- a time range written with BETWEEN
SELECT count(*) FROM service_summary WHERE timestamp BETWEEN '2026-11-24 10:00:00+00' AND '2026-11-24 10:30:00+00'

-- a time range from strptime
SELECT count(*) FROM trace_summary WHERE timestamp >= strptime('2026-11-24 10:15:00', '%Y-%m-%d %H:%M:%S')

-- age and differences
SELECT max(timestamp) - min(timestamp) AS span, date_diff('second', min(timestamp), max(timestamp)) AS seconds, age(max(timestamp), min(timestamp)) FROM trace_summary

-- intervals multiplied
SELECT timestamp + 3 * INTERVAL '1 minute', timestamp - INTERVAL (2) HOURS, INTERVAL '90 seconds' + INTERVAL 1 DAY FROM service_summary LIMIT 2

-- rate per second
SELECT service_name, timestamp, request_count / 60.0 AS rps FROM service_summary ORDER BY rps DESC, service_name, timestamp LIMIT 10

-- increase over the window, as promtool users ask
SELECT service_name, sum(request_count) AS increase, sum(request_count) / date_diff('second', min(timestamp), max(timestamp) + INTERVAL 1 MINUTE) AS rate FROM service_summary GROUP BY service_name

-- percentiles of several quantiles side by side
SELECT a.service_name, round(a.value / 1e6, 1) AS p50, round(b.value / 1e6, 1) AS p90, round(c.value / 1e6, 1) AS p99 FROM service_percentiles(0.5) a JOIN service_percentiles(0.9) b USING (service_name, namespace, metric) JOIN service_percentiles(0.99) c USING (service_name, namespace, metric)

-- percentiles joined with errors
SELECT p.service_name, p.value / 1e6 AS p99_ms, e.errors FROM service_percentiles(0.99) p JOIN (SELECT service_name, sum(error_count) AS errors FROM service_summary GROUP BY service_name) e ON e.service_name = p.service_name ORDER BY p99_ms DESC

-- percentiles against a goal
WITH goal(service_name, ms) AS (VALUES ('payments', 500), ('orders', 200)) SELECT g.service_name, p.value / 1e6 > g.ms AS broken FROM goal g LEFT JOIN service_percentiles(0.99) p ON p.service_name = g.service_name

-- services whose processor and latency rise together
SELECT s.service_name, corr(m.cpu_percent, s.p99_duration_ns) AS r, regr_slope(s.p99_duration_ns, m.cpu_percent) AS slope, count(*) FROM service_summary s JOIN system_metrics_rollup m ON m.service_name = s.service_name AND m.timestamp = s.timestamp GROUP BY s.service_name

-- traces of failing minutes
SELECT trace_id, service_name FROM trace_summary t WHERE EXISTS (SELECT 1 FROM service_summary s WHERE s.service_name = t.service_name AND s.timestamp = date_trunc('minute', t.timestamp) AND s.error_rate > 0.05)

-- services without a slow trace
SELECT DISTINCT service_name FROM service_summary s WHERE NOT EXISTS (FROM trace_summary t WHERE t.service_name = s.service_name AND t.duration_ns > 3e6)

-- above the mean of its own service
SELECT service_name, trace_id FROM trace_summary t WHERE duration_ns >= (SELECT avg(duration_ns) FROM trace_summary x WHERE x.service_name = t.service_name)

-- pairs by IN
SELECT count(*) FROM service_summary WHERE (service_name, region) IN (SELECT service_name, region FROM service_summary WHERE error_count > 0)

-- any of a list
SELECT DISTINCT service_name FROM service_summary WHERE service_name = ANY (['payments', 'orders'])

-- calls between services
SELECT root_service, service_name, count(*) AS calls, count_if(has_error) AS failed FROM trace_summary WHERE root_service <> service_name GROUP BY ALL ORDER BY calls DESC, root_service, service_name

-- a chain of common table expressions
WITH m AS (SELECT service_name, timestamp, sum(request_count) AS n, sum(error_count) AS e FROM service_summary GROUP BY ALL), r AS (SELECT *, e / nullif(n, 0) AS rate FROM m), w AS (SELECT *, avg(rate) OVER (PARTITION BY service_name ORDER BY timestamp ROWS 9 PRECEDING) AS smooth FROM r) SELECT service_name, max(smooth) AS worst, arg_max(timestamp, smooth) AS at FROM w GROUP BY service_name

-- who is first in each minute
SELECT timestamp, first(service_name ORDER BY p99_duration_ns DESC) AS worst, last(service_name ORDER BY p99_duration_ns DESC) AS best FROM service_summary GROUP BY timestamp ORDER BY timestamp LIMIT 10

-- exponential smoothing by powers
SELECT timestamp, sum(request_count * 0.5 ** rn) / sum(0.5 ** rn) FROM (SELECT *, row_number() OVER (PARTITION BY service_name ORDER BY timestamp DESC) AS rn FROM service_summary) GROUP BY timestamp

-- uptime as a share of minutes with requests
SELECT service_name, count(DISTINCT timestamp) / 120.0 AS uptime FROM service_summary WHERE request_count > 0 GROUP BY 1

-- entropy of traffic over regions
SELECT service_name, entropy(region), mode(region), count(DISTINCT region) FROM service_summary GROUP BY ALL

-- skew of latencies
SELECT service_name, skewness(duration_ns), kurtosis(duration_ns), geomean(duration_ns), stddev_pop(duration_ns) / avg(duration_ns) AS cv FROM trace_summary GROUP BY ALL

-- exact and approximate quantiles
SELECT service_name, quantile_disc(duration_ns, 0.99), quantile_cont(duration_ns, [0.5, 0.9]), approx_quantile(duration_ns, 0.9), percentile_cont(0.95) WITHIN GROUP (ORDER BY duration_ns), percentile_disc(0.5) WITHIN GROUP (ORDER BY duration_ns) FROM trace_summary GROUP BY ALL

-- mode within a group
SELECT service_name, mode() WITHIN GROUP (ORDER BY span_count) FROM trace_summary GROUP BY service_name

-- sums that are counted as they are
SELECT service_name, sum(request_count)::BIGINT AS n, sum(error_count)::INT AS e, CAST(avg(error_rate) AS DECIMAL(10, 4)) AS rate FROM service_summary GROUP BY ALL

-- booleans counted
SELECT service_name, sum(has_error::INT) AS failed, avg(has_error::INT) AS share, bool_or(has_error) FROM trace_summary GROUP BY ALL

-- memory in units
SELECT service_name, format_bytes(max(memory_bytes)::BIGINT), max(memory_percent) FROM system_metrics_rollup GROUP BY ALL

-- bytes by hand
SELECT service_name, round(max(memory_bytes) / 1024 / 1024, 1) || ' MiB' AS most FROM system_metrics_rollup GROUP BY service_name

-- above a threshold for three minutes in a row
SELECT service_name, timestamp FROM service_summary QUALIFY min(p99_duration_ns) OVER (PARTITION BY service_name, region ORDER BY timestamp ROWS 2 PRECEDING) > 1e6 AND count(*) OVER (PARTITION BY service_name, region ORDER BY timestamp ROWS 2 PRECEDING) = 3

-- FROM first with everything behind
FROM service_summary SELECT service_name, n: sum(request_count) WHERE region = 'eu' GROUP BY ALL HAVING n > 10 ORDER BY n DESC LIMIT 3

-- a comparison chain of names
SELECT count(*) FROM trace_summary WHERE trace_id > '0' AND trace_id NOT IN ('x') AND service_name NOT LIKE 'test%' AND NOT has_error

-- comments of all kinds
SELECT /* what */ service_name, -- who
  count(*) AS n
FROM trace_summary -- where from
GROUP BY service_name

-- a trace by its id
SELECT service_name, duration_ns / 1e6 AS ms, span_count, has_error FROM trace_summary WHERE trace_id = '00000000000000000000000000000011' ORDER BY duration_ns DESC

-- distinct structs
SELECT DISTINCT (service_name, region) AS pair FROM service_summary

-- row numbers of a report
SELECT row_number() OVER () AS place, * FROM (SELECT service_name, count(*) AS n FROM trace_summary GROUP BY 1 ORDER BY n DESC, 1)

-- a join of three views
SELECT s.service_name, sum(s.request_count) AS n, max(m.cpu_percent) AS cpu, max(t.duration_ns) AS slowest FROM service_summary s LEFT JOIN system_metrics_rollup m ON m.service_name = s.service_name AND m.timestamp = s.timestamp LEFT JOIN trace_summary t ON t.service_name = s.service_name AND t.timestamp = s.timestamp GROUP BY ALL

-- sampled by a hash
SELECT count(*) FROM trace_summary WHERE hash(trace_id) % 10 = 0

-- a percentage of rows
SELECT trace_id FROM trace_summary ORDER BY trace_id LIMIT 10%

-- fetch first, as the standard has it
SELECT trace_id FROM trace_summary ORDER BY trace_id FETCH FIRST 3 ROWS ONLY

-- IS NOT DISTINCT FROM in a join
SELECT count(*) FROM service_summary a JOIN service_summary b ON a.namespace IS NOT DISTINCT FROM b.namespace AND a.timestamp = b.timestamp AND a.service_name = b.service_name

-- Greek letters and spaces in names
SELECT avg(error_rate) AS "Fehlerrate in %", 1 AS "μ" FROM service_summary

-- an alias used in WHERE
SELECT service_name, error_count / request_count AS rate FROM service_summary WHERE rate > 0.05

-- concatenated by format of time
SELECT concat(service_name, '@', strftime(timestamp, '%H:%M')), concat_ws(' ', service_name, region, NULL) FROM service_summary WHERE region = 'us' LIMIT 4

-- seconds to intervals
SELECT to_seconds(duration_ns / 1e9), to_milliseconds(duration_ns / 1e6) FROM trace_summary LIMIT 2

-- switch by if
SELECT if(has_error, 'failed', 'fine') AS state, count(*) FROM trace_summary GROUP BY state ORDER BY state

-- a constant table of thresholds
SELECT t.level, count(*) FROM trace_summary s JOIN (VALUES ('low', 0, 2000000), ('high', 2000000, 1e12)) t(level, lo, hi) ON s.duration_ns >= t.lo AND s.duration_ns < t.hi GROUP BY t.level

-- numbers as people write them
SELECT 1_000_000 AS million, 1e3 AS thousand, 0.5 AS half, -3 % 2 AS rest, 7 / 2 AS quotient, 7 // 2 AS whole
