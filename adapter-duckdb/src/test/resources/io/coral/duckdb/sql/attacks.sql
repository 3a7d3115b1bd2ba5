-- S01 read_csv | FUNCTION_NOT_ALLOWED
SELECT * FROM read_csv('/etc/passwd', sep=':')

-- S02 read_text | FUNCTION_NOT_ALLOWED
SELECT content FROM read_text('/etc/hostname')

-- S04 replacement scan of a file in quotes | TABLE_NOT_ALLOWED
SELECT * FROM '/tmp/x.csv'

-- S04 replacement scan of an identifier | TABLE_NOT_ALLOWED
SELECT * FROM "/tmp/x.csv"

-- S04 replacement scan, short form | TABLE_NOT_ALLOWED
FROM 'x.parquet'

-- S05 glob | FUNCTION_NOT_ALLOWED
SELECT * FROM glob('/etc/*')

-- S05 sniff_csv | FUNCTION_NOT_ALLOWED
SELECT * FROM sniff_csv('/etc/passwd')

-- S05 read_blob | FUNCTION_NOT_ALLOWED
SELECT * FROM read_blob('/etc/passwd')

-- S05 parquet_metadata | FUNCTION_NOT_ALLOWED
SELECT * FROM parquet_metadata('/tmp/x.parquet')

-- S05 parquet_schema | FUNCTION_NOT_ALLOWED
SELECT * FROM parquet_schema('/tmp/x.parquet')

-- S05 read_json_objects | FUNCTION_NOT_ALLOWED
SELECT * FROM read_json_objects('/etc/passwd')

-- S05 read_ndjson | FUNCTION_NOT_ALLOWED
SELECT * FROM read_ndjson('/etc/passwd')

-- S05 the same by a column of a function | FUNCTION_NOT_ALLOWED
SELECT (SELECT content FROM read_text('/etc/hostname'))

-- S06 COPY a query to a file | NOT_A_SELECT
COPY (SELECT 1) TO 'coral-attack.csv'

-- S06 COPY a table from a file | NOT_A_SELECT
COPY service_summary FROM '/etc/passwd'

-- S07 COPY in a CTE | NOT_A_SELECT
WITH x AS (COPY service_summary TO 'coral-attack.csv') SELECT 1

-- S07 COPY of a query in a CTE | NOT_A_SELECT
WITH x AS (COPY (SELECT 1) TO 'coral-attack.csv') SELECT * FROM x

-- S08 DELETE in a CTE | NOT_A_SELECT
WITH x AS (DELETE FROM service_summary RETURNING *) SELECT * FROM x

-- S08 DELETE of the stored table | NOT_A_SELECT
WITH x AS (DELETE FROM store.rows RETURNING *) SELECT 1

-- S08 INSERT in a CTE | NOT_A_SELECT
WITH x AS (INSERT INTO store.rows VALUES (now(), 'x', 1) RETURNING *) FROM x

-- S08 UPDATE in a CTE | NOT_A_SELECT
WITH x AS (UPDATE store.rows SET n = 0 RETURNING *) SELECT * FROM x

-- S08 two CTEs deep | NOT_A_SELECT
WITH a AS (WITH b AS (DELETE FROM store.rows RETURNING *) SELECT * FROM b) SELECT * FROM a

-- S08 in the CTE of a subquery | NOT_A_SELECT
SELECT (WITH b AS (DELETE FROM store.rows RETURNING *) SELECT count(*) FROM b)

-- S08 in an arm of a set operation | NOT_A_SELECT
SELECT 1 UNION ALL (WITH b AS (DELETE FROM store.rows RETURNING 1) SELECT * FROM b)

-- S08 in a CTE that nobody reads | NOT_A_SELECT
WITH x AS (DELETE FROM store.rows) SELECT count(*) FROM service_summary

-- S08 plain DELETE | NOT_A_SELECT
DELETE FROM service_summary

-- S08 plain INSERT, UPDATE, MERGE | NOT_A_SELECT
UPDATE store.rows SET n = 0

-- S09 EXPORT | NOT_A_SELECT
EXPORT DATABASE 'coral-attack'

-- S09 IMPORT | NOT_A_SELECT
IMPORT DATABASE 'coral-attack'

-- S10 ATTACH a file | NOT_A_SELECT
ATTACH 'coral-attack.duckdb' AS n

-- S10 ATTACH memory | NOT_A_SELECT
ATTACH ':memory:' AS m

-- S10 DETACH | NOT_A_SELECT
DETACH n

-- S10 USE | NOT_A_SELECT
USE n

-- S11 INSTALL | NOT_A_SELECT
INSTALL httpfs

-- S11 LOAD | NOT_A_SELECT
LOAD httpfs

-- S11 LOAD a file | NOT_A_SELECT
LOAD '/tmp/evil.duckdb_extension'

-- S11 FORCE INSTALL | NOT_A_SELECT
FORCE INSTALL httpfs

-- S13 DROP behind a SELECT | MULTIPLE_STATEMENTS
SELECT 1; DROP TABLE store.rows

-- S13 DELETE before a SELECT | MULTIPLE_STATEMENTS
DELETE FROM store.rows; SELECT 1

-- S14 two SELECTs | MULTIPLE_STATEMENTS
SELECT 1; SELECT 2

-- S15 only a semicolon | EMPTY
;

-- S15 only a comment | EMPTY
-- only comment

-- S15 an open comment | PARSE_ERROR
/* unclosed

-- S15 an open string | PARSE_ERROR
SELECT 'unclosed

-- S17 SET a limit | NOT_A_SELECT
SET memory_limit='100GB'

-- S17 RESET | NOT_A_SELECT
RESET threads

-- S17 PRAGMA | NOT_A_SELECT
PRAGMA threads=64

-- S17 SET GLOBAL | NOT_A_SELECT
SET GLOBAL TimeZone='x'

-- S17 SET external access | NOT_A_SELECT
SET enable_external_access=true

-- S18 SET VARIABLE and read it | MULTIPLE_STATEMENTS
SET VARIABLE a=(SELECT k FROM store.secret_psk); SELECT getvariable('a')

-- S18 read a variable | FUNCTION_NOT_ALLOWED
SELECT getvariable('coral_from')

-- S18 move the window | NOT_A_SELECT
SET VARIABLE coral_from = TIMESTAMPTZ '1970-01-01'

-- S19 query | FUNCTION_NOT_ALLOWED
SELECT * FROM query('SELECT k FROM store.secret_psk')

-- S19 query_table | FUNCTION_NOT_ALLOWED
SELECT * FROM query_table('secret_psk')

-- S19 serialized statements | FUNCTION_NOT_ALLOWED
SELECT * FROM json_execute_serialized_sql('{}')

-- S19 functions about serialized statements | FUNCTION_NOT_ALLOWED
SELECT json_serialize_plan('SELECT 1')

-- S22 PREPARE | MULTIPLE_STATEMENTS
PREPARE p AS SELECT k FROM store.secret_psk; EXECUTE p

-- S22 EXECUTE | NOT_A_SELECT
EXECUTE p

-- S22 DEALLOCATE | NOT_A_SELECT
DEALLOCATE p

-- S23 a temporary table | NOT_A_SELECT
CREATE TEMP TABLE t AS SELECT 1

-- S23 a temporary view in place of ours | NOT_A_SELECT
CREATE OR REPLACE TEMP VIEW service_summary AS SELECT 'fake'

-- S23 a temporary macro | NOT_A_SELECT
CREATE TEMP MACRO f(x) AS x

-- S23 SELECT INTO | NOT_A_SELECT
CREATE TABLE t AS FROM service_summary

-- S24 a hidden table as a scalar | TABLE_NOT_ALLOWED
SELECT (SELECT k FROM store.secret_psk)

-- S24 in IN | TABLE_NOT_ALLOWED
SELECT 1 WHERE 'a' IN (SELECT k FROM store.secret_psk)

-- S24 in JOIN | TABLE_NOT_ALLOWED
SELECT * FROM service_summary JOIN store.secret_psk ON true

-- S24 in LATERAL | TABLE_NOT_ALLOWED
SELECT * FROM service_summary, LATERAL (SELECT k FROM store.secret_psk)

-- S24 in a CTE | TABLE_NOT_ALLOWED
WITH x AS (SELECT k FROM store.secret_psk) SELECT * FROM x

-- S24 short form | TABLE_NOT_ALLOWED
FROM store.secret_psk

-- S24 TABLE | TABLE_NOT_ALLOWED
TABLE store.secret_psk

-- S24 without a schema | TABLE_NOT_ALLOWED
FROM secret_psk

-- S24 with a catalog | TABLE_NOT_ALLOWED
FROM memory.main.service_summary

-- S24 in ORDER BY | TABLE_NOT_ALLOWED
SELECT 1 ORDER BY (SELECT k FROM store.secret_psk)

-- S24 in LIMIT | TABLE_NOT_ALLOWED
SELECT 1 LIMIT (SELECT length(k) FROM store.secret_psk)

-- S24 in an aggregate's FILTER | TABLE_NOT_ALLOWED
SELECT count(*) FILTER (WHERE (SELECT k FROM store.secret_psk) = 'a') FROM service_summary

-- S24 in a window's frame | TABLE_NOT_ALLOWED
SELECT sum(1) OVER (ROWS (SELECT length(k) FROM store.secret_psk) PRECEDING) FROM service_summary

-- S24 in HAVING | TABLE_NOT_ALLOWED
SELECT 1 FROM service_summary HAVING (SELECT k FROM store.secret_psk) = 'a'

-- S24 in VALUES | TABLE_NOT_ALLOWED
VALUES ((SELECT k FROM store.secret_psk))

-- S24 in a lambda | TABLE_NOT_ALLOWED
SELECT list_transform([1], lambda x: (SELECT k FROM store.secret_psk))

-- S24 in an argument of a table function | TABLE_NOT_ALLOWED
SELECT * FROM unnest((SELECT [k] FROM store.secret_psk))

-- S24 in REPLACE | TABLE_NOT_ALLOWED
SELECT * REPLACE ((SELECT k FROM store.secret_psk) AS region) FROM service_summary

-- S24 in a join's condition | TABLE_NOT_ALLOWED
SELECT 1 FROM service_summary a JOIN service_summary b ON (SELECT k FROM store.secret_psk) = a.region

-- S24 in the argument of percentiles | SYNTAX_NOT_ALLOWED
SELECT * FROM service_percentiles((SELECT 0.5 FROM store.secret_psk))

-- S27 duckdb_tables | FUNCTION_NOT_ALLOWED
SELECT * FROM duckdb_tables()

-- S27 duckdb_settings | FUNCTION_NOT_ALLOWED
SELECT * FROM duckdb_settings()

-- S27 duckdb_databases | FUNCTION_NOT_ALLOWED
SELECT * FROM duckdb_databases()

-- S27 the view of that name | TABLE_NOT_ALLOWED
SELECT * FROM duckdb_databases

-- S27 information_schema | TABLE_NOT_ALLOWED
SELECT * FROM information_schema.tables

-- S27 pg_catalog | TABLE_NOT_ALLOWED
SELECT * FROM pg_catalog.pg_class

-- S27 sqlite_master | TABLE_NOT_ALLOWED
SELECT * FROM sqlite_master

-- S27 SHOW ALL TABLES | SYNTAX_NOT_ALLOWED
SHOW ALL TABLES

-- S27 SHOW TABLES | SYNTAX_NOT_ALLOWED
SHOW TABLES

-- S27 DESCRIBE | SYNTAX_NOT_ALLOWED
DESCRIBE service_summary

-- S27 SUMMARIZE in a subquery | SYNTAX_NOT_ALLOWED
SELECT * FROM (SUMMARIZE service_summary)

-- S27 SHOW DATABASES in a subquery | SYNTAX_NOT_ALLOWED
SELECT * FROM (SHOW DATABASES)

-- S27 a CTE of the name, read outside of its scope | SYNTAX_NOT_ALLOWED
SELECT * FROM (WITH duckdb_settings AS (SELECT 1) SELECT 1), duckdb_settings

-- S27 a CTE that reads what it hides | TABLE_NOT_ALLOWED
WITH secret_psk AS (SELECT * FROM secret_psk) SELECT * FROM secret_psk

-- S27 a CTE of another arm | TABLE_NOT_ALLOWED
(WITH secret_psk AS (SELECT 1) SELECT 1) UNION ALL SELECT * FROM secret_psk

-- S27 a CTE defined later | TABLE_NOT_ALLOWED
WITH a AS (SELECT * FROM b), b AS (SELECT 1) SELECT * FROM a

-- S27 a CTE with a letter that only Java folds | SYNTAX_NOT_ALLOWED
WITH "duc\u212Adb_tables" AS (SELECT 1) SELECT * FROM duckdb_tables

-- S28 current_setting | FUNCTION_NOT_ALLOWED
SELECT current_setting('temp_directory')

-- S28 duckdb_secrets | FUNCTION_NOT_ALLOWED
SELECT * FROM duckdb_secrets()

-- S28 which_secret | FUNCTION_NOT_ALLOWED
SELECT * FROM which_secret('s3://a', 's3')

-- S28 current_database | FUNCTION_NOT_ALLOWED
SELECT current_database()

-- S28 a word that is a function | FUNCTION_NOT_ALLOWED
SELECT current_catalog

-- S28 the same in quotes | FUNCTION_NOT_ALLOWED
SELECT "Current_Catalog"

-- S28 version and process | FUNCTION_NOT_ALLOWED
SELECT version()

-- S28 current_query | FUNCTION_NOT_ALLOWED
SELECT current_query()

-- S30 CHECKPOINT | NOT_A_SELECT
CHECKPOINT

-- S30 FORCE CHECKPOINT | NOT_A_SELECT
FORCE CHECKPOINT

-- S30 checkpoint as a function | FUNCTION_NOT_ALLOWED
SELECT * FROM checkpoint()

-- S30 VACUUM | NOT_A_SELECT
VACUUM

-- S30 ANALYZE | NOT_A_SELECT
ANALYZE

-- S30 logging on | FUNCTION_NOT_ALLOWED
SELECT * FROM enable_logging()

-- S30 CALL | NOT_A_SELECT
CALL force_checkpoint()

-- S31 BEGIN | NOT_A_SELECT
BEGIN

-- S31 COMMIT | NOT_A_SELECT
COMMIT

-- S31 ROLLBACK | NOT_A_SELECT
ROLLBACK

-- S31 out of the transaction | MULTIPLE_STATEMENTS
COMMIT; SELECT 1

-- S32 nextval | FUNCTION_NOT_ALLOWED
SELECT nextval('s')

-- S32 setseed | FUNCTION_NOT_ALLOWED
SELECT setseed(0.5)

-- S32 write_log | FUNCTION_NOT_ALLOWED
SELECT write_log('x')

-- S32 sleep | FUNCTION_NOT_ALLOWED
SELECT sleep_ms(1000000)

-- S33 EXPLAIN ANALYZE | NOT_A_SELECT
EXPLAIN ANALYZE SELECT 1

-- S33 EXPLAIN DELETE | NOT_A_SELECT
EXPLAIN DELETE FROM store.rows

-- S34 PIVOT as a statement | NOT_A_SELECT
PIVOT service_summary ON service_name USING count(*)

-- S34 PIVOT in FROM | SYNTAX_NOT_ALLOWED
SELECT * FROM service_summary PIVOT (count(*) FOR region IN ('eu', 'us'))

-- S36 a runaway of series | SYNTAX_NOT_ALLOWED
SELECT count(*) FROM range(10000000000) a, range(1000000) b

-- S37 recursion | SYNTAX_NOT_ALLOWED
WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM r) SELECT count(*) FROM r

-- S38 repeat | SYNTAX_NOT_ALLOWED
SELECT repeat('x', 2000000000)

-- S38 lpad | SYNTAX_NOT_ALLOWED
SELECT lpad('x', 2000000000, 'y')

-- S38 rpad | SYNTAX_NOT_ALLOWED
SELECT rpad('x', 2000000000, 'y')

-- S38 range as a list | FUNCTION_NOT_ALLOWED
SELECT range(1000000000)

-- S38 generate_series as a list | FUNCTION_NOT_ALLOWED
SELECT generate_series(1, 1000000000)

-- S38 list_resize | FUNCTION_NOT_ALLOWED
SELECT list_resize([1], 1000000000)

-- S38 printf | FUNCTION_NOT_ALLOWED
SELECT printf('%2000000000d', 1)

-- S38 format | FUNCTION_NOT_ALLOWED
SELECT format('{:2000000000}', 1)

-- S38 bitstring | FUNCTION_NOT_ALLOWED
SELECT bitstring('1', 2000000000)

-- S38 bar | SYNTAX_NOT_ALLOWED
SELECT bar(1, 0, 1, 1000000000)

-- S38 a padded number | FUNCTION_NOT_ALLOWED
SELECT to_base(1, 2, 2000000000)

-- S38 repeat as a table | FUNCTION_NOT_ALLOWED
SELECT * FROM repeat('x', 2000000000)

-- S38 a list doubled in every step | FUNCTION_NOT_ALLOWED
SELECT list_reduce([1,2,3], lambda a, b: a + b)

-- S38 a long fixed-size array | TYPE_NOT_ALLOWED
SELECT [1]::INTEGER[100000000]

-- S38 the most of something | QUERY_TOO_LARGE
SELECT max(duration_ns, 1000000) FROM trace_summary

-- S38 text of a whole table, doubled | QUERY_TOO_LARGE
SELECT a || a FROM (SELECT string_agg(service_name) AS a FROM service_summary)

-- S38 the same in upper case for every row | QUERY_TOO_LARGE
SELECT upper(a) FROM (SELECT string_agg(service_name) AS a FROM service_summary), service_summary

-- S38 a growing list in a window | FUNCTION_NOT_ALLOWED
SELECT list(service_name) OVER (ORDER BY timestamp) FROM service_summary

-- S38 lambdas in each other | SYNTAX_NOT_ALLOWED
SELECT list_transform([1,2,3], lambda x: list_transform([1,2,3], lambda y: x + y))

-- S38 a lambda in a lambda by an alias | SYNTAX_NOT_ALLOWED
SELECT list_transform([1,2,3], lambda x: x + 1) AS a, list_transform([1,2,3], lambda y: a)

-- S38 replaced by itself | QUERY_TOO_LARGE
SELECT replace(replace(replace(service_name, 'a', service_name), 'b', service_name), 'c', service_name) FROM service_summary

-- S38 doubled by aliases | QUERY_TOO_LARGE
SELECT 1 AS a, a+a AS b, b+b AS c, c+c AS d, d+d AS e, e+e AS f, f+f AS g, g+g AS h, h+h AS i, i+i AS j, j+j AS k, k+k AS l, l+l AS m, m+m AS n, n+n AS o, o+o AS p, p+p AS q

-- S38 doubled by a macro of the engine | QUERY_TOO_LARGE
SELECT nullif(nullif(nullif(nullif(nullif(nullif(nullif(nullif(nullif(nullif(nullif(nullif(nullif(nullif(nullif(1,1),2),3),4),5),6),7),8),9),10),11),12),13),14),15)

-- S38 text doubled by CTEs | QUERY_TOO_LARGE
WITH a AS (SELECT service_name || service_name || service_name || service_name AS x FROM service_summary), b AS (SELECT x || x || x || x || x || x || x || x AS x FROM a), c AS (SELECT x || x || x || x || x || x || x || x AS x FROM b), d AS (SELECT x || x || x || x || x || x || x || x AS x FROM c) SELECT * FROM d

-- S38 stars of stars | QUERY_TOO_LARGE
SELECT *, *, *, *, *, *, *, *, *, * FROM (SELECT *, *, *, *, *, *, *, * FROM service_summary)

-- S38 scans doubled by CTEs | QUERY_TOO_LARGE
WITH a AS (SELECT 1 AS i FROM service_summary x, service_summary y), b AS (SELECT 1 AS i FROM a x, a y), c AS (SELECT 1 AS i FROM b x, b y), d AS (SELECT 1 AS i FROM c x, c y), e AS (SELECT 1 AS i FROM d x, d y), f AS (SELECT 1 AS i FROM e x, e y) SELECT count(*) FROM f x, f y

-- S38 many grouping sets | QUERY_TOO_LARGE
SELECT count(*) FROM service_summary GROUP BY CUBE (service_name, region, namespace, timestamp, instance_count, request_count, error_count)

-- S39 a list of a long series | SYNTAX_NOT_ALLOWED
SELECT list(i) FROM range(1000000000) t(i)

-- a parameter | PARAMETER_MISMATCH
SELECT $1

-- a parameter without a number | PARAMETER_MISMATCH
SELECT * FROM service_summary WHERE service_name = ?

-- an enumeration | TYPE_NOT_ALLOWED
SELECT 'a'::ENUM('a', 'b')

-- a type of the catalog | TYPE_NOT_ALLOWED
SELECT 'a'::store.colour

-- a bit string | TYPE_NOT_ALLOWED
SELECT '1'::BIT

-- a sample | SYNTAX_NOT_ALLOWED
SELECT * FROM service_summary TABLESAMPLE 10%

-- a sample of all | SYNTAX_NOT_ALLOWED
SELECT * FROM service_summary USING SAMPLE 1000000000 ROWS

-- another version of a table | SYNTAX_NOT_ALLOWED
SELECT * FROM service_summary AT (VERSION => 3)

-- a CTE that hides a view | SYNTAX_NOT_ALLOWED
WITH service_summary AS (SELECT 1) SELECT * FROM service_summary

-- a CTE that hides a view, in upper case | SYNTAX_NOT_ALLOWED
WITH "TRACE_SUMMARY" AS (SELECT 1) SELECT * FROM trace_summary

-- a function with a schema | FUNCTION_NOT_ALLOWED
SELECT system.main.current_setting('temp_directory')

-- a function called as a method | FUNCTION_NOT_ALLOWED
SELECT service_name.upper() FROM service_summary

-- a quoted function name | FUNCTION_NOT_ALLOWED
SELECT "getVariable"('coral_from')

-- COLUMNS unpacked | SYNTAX_NOT_ALLOWED
SELECT coalesce(*COLUMNS(*)) FROM service_summary

-- DEFAULT | SYNTAX_NOT_ALLOWED
SELECT DEFAULT

-- percentiles of a column | SYNTAX_NOT_ALLOWED
SELECT p.* FROM service_summary s, service_percentiles(s.error_rate) p

-- percentiles in percent | SYNTAX_NOT_ALLOWED
SELECT * FROM service_percentiles(99)

-- percentiles without a number | SYNTAX_NOT_ALLOWED
SELECT * FROM service_percentiles()

-- words that are no SQL | PARSE_ERROR
please show me all services

-- a mistyped table | TABLE_NOT_ALLOWED
SELECT * FROM service_sumary

-- a mistyped function | FUNCTION_NOT_ALLOWED
SELECT avrage(request_count) FROM service_summary

-- an arrow, which the engine takes for an old lambda | SYNTAX_NOT_ALLOWED
SELECT list_transform([1], x -> x)

-- WITH in WITH, which the parser takes seven times as long for at every level | QUERY_TOO_LARGE
SELECT (WITH x AS (WITH x AS (WITH x AS (WITH x AS (WITH x AS (WITH x AS (WITH x AS (WITH x AS (WITH x AS (WITH x AS (WITH x AS (WITH x AS (WITH x AS (WITH x AS (WITH x AS (

-- S13 a statement behind a comment | MULTIPLE_STATEMENTS
SELECT 1 /* ; */; DROP TABLE store.sender

-- S13 a statement behind a dollar quote | MULTIPLE_STATEMENTS
SELECT $$;$$; DELETE FROM store.sender

-- S14 three statements | MULTIPLE_STATEMENTS
SELECT 1; SELECT 2; SELECT 3

-- S15 semicolons only | EMPTY
; ; ;

-- S34 UNPIVOT | SYNTAX_NOT_ALLOWED
UNPIVOT service_summary ON error_count, request_count

-- S34 UNPIVOT in FROM | SYNTAX_NOT_ALLOWED
SELECT * FROM service_summary UNPIVOT (n FOR name IN (error_count, request_count))

-- a table of the temporary schema | TABLE_NOT_ALLOWED
SELECT * FROM temp.secret_psk

-- a table of the temporary catalog | TABLE_NOT_ALLOWED
SELECT * FROM temp.main.service_summary

-- a view of the system catalog | TABLE_NOT_ALLOWED
SELECT * FROM system.main.duckdb_tables

-- a view through another schema | TABLE_NOT_ALLOWED
SELECT * FROM store.service_summary

-- a quoted path in one name | TABLE_NOT_ALLOWED
SELECT * FROM "store.secret_psk"

-- a quoted schema and table | TABLE_NOT_ALLOWED
SELECT * FROM "store"."secret_psk"

-- a view's name with a space behind | TABLE_NOT_ALLOWED
SELECT * FROM "service_summary "

-- a view's name with a letter of another alphabet | TABLE_NOT_ALLOWED
SELECT * FROM ѕervice_summary

-- a view's name with the long s, which Java folds | TABLE_NOT_ALLOWED
SELECT * FROM "ſervice_summary"

-- a view's name in full-width letters | TABLE_NOT_ALLOWED
SELECT * FROM ｓervice_summary

-- a zero-width space in a name | TABLE_NOT_ALLOWED
SELECT * FROM "service​_summary"

-- a file by https | TABLE_NOT_ALLOWED
SELECT * FROM 'https://example.com/a.parquet'

-- a file in a bucket | TABLE_NOT_ALLOWED
SELECT * FROM 's3://bucket/a.csv'

-- a file by its URL scheme | TABLE_NOT_ALLOWED
FROM 'file:///etc/passwd'

-- a file as a joined table | TABLE_NOT_ALLOWED
SELECT * FROM service_summary JOIN '/etc/passwd' ON true

-- a file in a subquery of a condition | TABLE_NOT_ALLOWED
SELECT * FROM service_summary WHERE service_name IN (FROM '/tmp/x.csv')

-- a file by TABLE | TABLE_NOT_ALLOWED
TABLE '/etc/passwd.csv'

-- a file in a list of files | FUNCTION_NOT_ALLOWED
SELECT * FROM read_csv(['/etc/passwd', '/etc/hosts'])

-- a file of JSON | TABLE_NOT_ALLOWED
SELECT * FROM 'x.json'

-- a database file | FUNCTION_NOT_ALLOWED
SELECT * FROM read_duckdb('/tmp/x.duckdb', 'main.t')

-- a database file by name | TABLE_NOT_ALLOWED
SELECT * FROM '/tmp/x.duckdb'

-- memory by its address | FUNCTION_NOT_ALLOWED
SELECT * FROM arrow_scan(1, 2, 3)

-- memory by its address, dumb | FUNCTION_NOT_ALLOWED
SELECT * FROM arrow_scan_dumb(1, 2, 3)

-- a scan of a stored table | FUNCTION_NOT_ALLOWED
SELECT * FROM seq_scan('secret_psk')

-- a summary of a table | FUNCTION_NOT_ALLOWED
SELECT * FROM summary((SELECT 1))

-- pragma_table_info | FUNCTION_NOT_ALLOWED
SELECT * FROM pragma_table_info('store.secret_psk')

-- pragma_storage_info | FUNCTION_NOT_ALLOWED
SELECT * FROM pragma_storage_info('store.secret_psk')

-- pragma_database_size, which shows the path | FUNCTION_NOT_ALLOWED
SELECT * FROM pragma_database_size()

-- pragma_show | FUNCTION_NOT_ALLOWED
SELECT * FROM pragma_show('store.secret_psk')

-- pragma_user_agent | FUNCTION_NOT_ALLOWED
SELECT * FROM pragma_user_agent()

-- a sample that the engine keeps of a table | FUNCTION_NOT_ALLOWED
SELECT * FROM duckdb_table_sample('secret_psk')

-- variables of the session | FUNCTION_NOT_ALLOWED
SELECT * FROM duckdb_variables()

-- prepared statements of the session | FUNCTION_NOT_ALLOWED
SELECT * FROM duckdb_prepared_statements()

-- logs of others | FUNCTION_NOT_ALLOWED
SELECT * FROM duckdb_logs()

-- parsed logs | FUNCTION_NOT_ALLOWED
SELECT * FROM duckdb_logs_parsed('QueryLog')

-- logs thrown away | FUNCTION_NOT_ALLOWED
SELECT * FROM truncate_duckdb_logs()

-- logging off | FUNCTION_NOT_ALLOWED
SELECT * FROM disable_logging()

-- profiling on, which writes a file | FUNCTION_NOT_ALLOWED
SELECT * FROM enable_profiling()

-- temporary files | FUNCTION_NOT_ALLOWED
SELECT * FROM duckdb_temporary_files()

-- memory use | FUNCTION_NOT_ALLOWED
SELECT * FROM duckdb_memory()

-- columns of everything | FUNCTION_NOT_ALLOWED
SELECT * FROM duckdb_columns()

-- constraints of everything | FUNCTION_NOT_ALLOWED
SELECT * FROM duckdb_constraints()

-- extensions and their paths | FUNCTION_NOT_ALLOWED
SELECT * FROM duckdb_extensions()

-- a resource outside | FUNCTION_NOT_ALLOWED
SELECT * FROM create_external_resource('a', 'b')

-- a resource outside, gone | FUNCTION_NOT_ALLOWED
SELECT * FROM destroy_external_resource('a')

-- a type of resources | FUNCTION_NOT_ALLOWED
SELECT * FROM register_external_resource_type('a')

-- the file cache | FUNCTION_NOT_ALLOWED
SELECT * FROM duckdb_external_file_cache()

-- dependencies | FUNCTION_NOT_ALLOWED
SELECT * FROM duckdb_dependencies()

-- a table of all types | FUNCTION_NOT_ALLOWED
SELECT * FROM test_all_types()

-- a table of vectors | FUNCTION_NOT_ALLOWED
SELECT * FROM test_vector_types(NULL::INTEGER)

-- rows repeated | FUNCTION_NOT_ALLOWED
SELECT * FROM repeat_row(1, 2, num_rows = 2000000000)

-- histogram as a macro that reads any table | FUNCTION_NOT_ALLOWED
SELECT * FROM histogram('store.secret_psk', 'k')

-- histogram_values of any table | FUNCTION_NOT_ALLOWED
SELECT * FROM histogram_values('store.secret_psk', 'k')

-- json_each | FUNCTION_NOT_ALLOWED
SELECT * FROM json_each('[1]')

-- json_tree | FUNCTION_NOT_ALLOWED
SELECT * FROM json_tree('[1]')

-- icu_calendar_names | FUNCTION_NOT_ALLOWED
SELECT * FROM icu_calendar_names()

-- pg_timezone_names | FUNCTION_NOT_ALLOWED
SELECT * FROM pg_timezone_names()

-- the identity of the asker | FUNCTION_NOT_ALLOWED
SELECT session_user

-- the identity as a function | FUNCTION_NOT_ALLOWED
SELECT current_user()

-- the schemas in reach | FUNCTION_NOT_ALLOWED
SELECT current_schemas(true)

-- a schema in the search path | FUNCTION_NOT_ALLOWED
SELECT in_search_path('memory', 'store')

-- the transaction | FUNCTION_NOT_ALLOWED
SELECT txid_current()

-- the transaction by another name | FUNCTION_NOT_ALLOWED
SELECT current_transaction_id()

-- the connection | FUNCTION_NOT_ALLOWED
SELECT current_connection_id()

-- the query's own id | FUNCTION_NOT_ALLOWED
SELECT current_query_id()

-- privileges | FUNCTION_NOT_ALLOWED
SELECT has_table_privilege('store.secret_psk', 'SELECT')

-- the definition of a view | FUNCTION_NOT_ALLOWED
SELECT pg_get_viewdef(1)

-- a sleep of the other dialect | FUNCTION_NOT_ALLOWED
SELECT pg_sleep(1000)

-- the server's address | FUNCTION_NOT_ALLOWED
SELECT inet_server_addr()

-- when the server was started | FUNCTION_NOT_ALLOWED
SELECT pg_postmaster_start_time()

-- the size of blocks | FUNCTION_NOT_ALLOWED
SELECT get_block_size('memory')

-- statistics of a column, which tell of rows that nobody reads | FUNCTION_NOT_ALLOWED
SELECT stats(service_name) FROM service_summary

-- the vector of a column | FUNCTION_NOT_ALLOWED
SELECT vector_type(service_name) FROM service_summary

-- a name given to a value | FUNCTION_NOT_ALLOWED
SELECT alias(service_name) FROM service_summary

-- an environment variable | FUNCTION_NOT_ALLOWED
SELECT getenv('HOME')

-- an error of one's own | FUNCTION_NOT_ALLOWED
SELECT error('x')

-- an assertion | FUNCTION_NOT_ALLOWED
SELECT assert_true(false)

-- a sequence | FUNCTION_NOT_ALLOWED
SELECT currval('s')

-- a sequence set | FUNCTION_NOT_ALLOWED
SELECT setval('s', 1)

-- parts of a path, which would tell the separator | FUNCTION_NOT_ALLOWED
SELECT parse_path('/a/b')

-- a log message taken apart | FUNCTION_NOT_ALLOWED
SELECT parse_duckdb_log_message('QueryLog', 'x')

-- a partition of a path | FUNCTION_NOT_ALLOWED
SELECT hive_partition_component('a', 'b')

-- a path put together | FUNCTION_NOT_ALLOWED
SELECT path_join('a', 'b')

-- a macro invoked by name | FUNCTION_NOT_ALLOWED
SELECT invoke('getvariable', 'coral_from')

-- an aggregate by name | FUNCTION_NOT_ALLOWED
SELECT list_aggregate([1], 'sum')

-- an aggregate by name, in short | FUNCTION_NOT_ALLOWED
SELECT aggregate([1], 'list')

-- a list folded | FUNCTION_NOT_ALLOWED
SELECT reduce([1, 2], lambda a, b: a + b)

-- an aggregate's state taken out | FUNCTION_NOT_ALLOWED
SELECT finalize(to_aggregate_state('x'))

-- internal functions | FUNCTION_NOT_ALLOWED
SELECT __internal_barrier(1)

-- internal decompression of what is no compressed value | FUNCTION_NOT_ALLOWED
SELECT __internal_decompress_string(1::UHUGEINT)

-- an internal cast | FUNCTION_NOT_ALLOWED
SELECT __cast(1, 2)

-- a cast to the type of a value | FUNCTION_NOT_ALLOWED
SELECT cast_to_type('1', NULL::BLOB)

-- a type made of text | FUNCTION_NOT_ALLOWED
SELECT make_type('INTEGER')

-- an enumeration's values | FUNCTION_NOT_ALLOWED
SELECT enum_range(NULL::store.colour)

-- a statement serialized | FUNCTION_NOT_ALLOWED
SELECT json_serialize_sql('SELECT k FROM store.secret_psk')

-- a statement deserialized | FUNCTION_NOT_ALLOWED
SELECT json_deserialize_sql('{}')

-- a serialized statement as a pragma | NOT_A_SELECT
PRAGMA json_execute_serialized_sql('{}')

-- substrait | NOT_A_SELECT
CALL from_substrait('x')

-- TPC-H data | NOT_A_SELECT
CALL dbgen(sf = 1)

-- a key added | NOT_A_SELECT
PRAGMA add_parquet_key('k', 'v')

-- a database copied | NOT_A_SELECT
COPY FROM DATABASE memory TO m

-- a database copied by a pragma | NOT_A_SELECT
PRAGMA copy_database('a', 'b')

-- CREATE SECRET | NOT_A_SELECT
CREATE SECRET s (TYPE s3)

-- CREATE SCHEMA | NOT_A_SELECT
CREATE SCHEMA s

-- CREATE TYPE | NOT_A_SELECT
CREATE TYPE t AS ENUM ('a')

-- CREATE SEQUENCE | NOT_A_SELECT
CREATE SEQUENCE s

-- CREATE TRIGGER | PARSE_ERROR
CREATE TRIGGER t AFTER INSERT ON store.sender FOR EACH ROW EXECUTE 'SELECT 1'

-- CREATE INDEX | NOT_A_SELECT
CREATE INDEX i ON store.sender (sender_id)

-- ALTER | NOT_A_SELECT
ALTER TABLE store.secret_psk RENAME TO x

-- DROP of the view | NOT_A_SELECT
DROP VIEW service_summary

-- TRUNCATE | NOT_A_SELECT
TRUNCATE store.secret_psk

-- MERGE | NOT_A_SELECT
MERGE INTO store.sender USING store.sender s ON false WHEN NOT MATCHED THEN INSERT VALUES (1)

-- MERGE in a CTE | PARSE_ERROR
WITH x AS (MERGE INTO store.sender USING store.sender s ON false WHEN NOT MATCHED THEN INSERT VALUES (1) RETURNING *) SELECT 1

-- COMMENT ON | NOT_A_SELECT
COMMENT ON TABLE store.secret_psk IS 'x'

-- a statement of a variable | NOT_A_SELECT
SET VARIABLE a = (SELECT k FROM store.secret_psk)

-- EXPLAIN of a hidden table | NOT_A_SELECT
EXPLAIN SELECT k FROM store.secret_psk

-- EXPLAIN in FROM | PARSE_ERROR
SELECT * FROM (EXPLAIN SELECT 1)

-- DESCRIBE of a query in FROM | SYNTAX_NOT_ALLOWED
SELECT * FROM (DESCRIBE SELECT k FROM store.secret_psk)

-- SUMMARIZE as a statement | SYNTAX_NOT_ALLOWED
SUMMARIZE store.secret_psk

-- SHOW of a setting | SYNTAX_NOT_ALLOWED
SHOW temp_directory

-- DELETE in a materialized CTE | NOT_A_SELECT
WITH x AS MATERIALIZED (DELETE FROM store.sender RETURNING *) SELECT count(*) FROM service_summary

-- INSERT in a CTE of a CTE of a subquery in IN | NOT_A_SELECT
SELECT 1 WHERE 1 IN (WITH a AS (WITH b AS (INSERT INTO store.sender VALUES (9, 'a', 'b', 'c', 'd') RETURNING 1) FROM b) FROM a)

-- recursion with keys | SYNTAX_NOT_ALLOWED
WITH RECURSIVE r(i) USING KEY (i) AS (SELECT 1 UNION SELECT i FROM r) FROM r

-- recursion that only the word asks for | SYNTAX_NOT_ALLOWED
WITH RECURSIVE a AS (SELECT 1 AS i) SELECT * FROM a, a b WHERE a.i IN (WITH RECURSIVE t AS (SELECT 1 UNION ALL SELECT 1 FROM t) FROM t)

-- a CTE with the name of a table function | SYNTAX_NOT_ALLOWED
WITH service_percentiles AS (SELECT 1) FROM service_percentiles(0.5)

-- a CTE with a dot in its name | SYNTAX_NOT_ALLOWED
WITH "store.secret_psk" AS (SELECT 1) FROM store.secret_psk

-- a CTE with the catalog's prefix | SYNTAX_NOT_ALLOWED
WITH pg_class AS (SELECT 1) FROM pg_class

-- a CTE that is qualified when it is read | TABLE_NOT_ALLOWED
WITH secret_psk AS (SELECT 1) FROM store.secret_psk

-- a CTE qualified with main | TABLE_NOT_ALLOWED
WITH secret_psk AS (SELECT 1) FROM main.secret_psk

-- a hidden table behind TRY | TABLE_NOT_ALLOWED
SELECT TRY((SELECT k FROM store.secret_psk))

-- a hidden table in a struct | TABLE_NOT_ALLOWED
SELECT {'a': (SELECT k FROM store.secret_psk)}

-- a hidden table in a map's key | TABLE_NOT_ALLOWED
SELECT MAP {(SELECT k FROM store.secret_psk): 1}

-- a hidden table in a list comprehension | TABLE_NOT_ALLOWED
SELECT [x FOR x IN (SELECT list(k) FROM store.secret_psk)]

-- a hidden table in a window's order | TABLE_NOT_ALLOWED
SELECT row_number() OVER (ORDER BY (SELECT k FROM store.secret_psk)) FROM service_summary

-- a hidden table in a named window | TABLE_NOT_ALLOWED
SELECT sum(1) OVER w FROM service_summary WINDOW w AS (PARTITION BY (SELECT k FROM store.secret_psk))

-- a hidden table in QUALIFY | TABLE_NOT_ALLOWED
SELECT 1 FROM service_summary QUALIFY row_number() OVER () = (SELECT length(k) FROM store.secret_psk)

-- a hidden table in DISTINCT ON | TABLE_NOT_ALLOWED
SELECT DISTINCT ON ((SELECT k FROM store.secret_psk)) 1 FROM service_summary

-- a hidden table in an aggregate's order | TABLE_NOT_ALLOWED
SELECT list(service_name ORDER BY (SELECT k FROM store.secret_psk)) FROM service_summary

-- a hidden table in GROUPING SETS | TABLE_NOT_ALLOWED
SELECT 1 FROM service_summary GROUP BY GROUPING SETS (((SELECT k FROM store.secret_psk)), ())

-- a hidden table in a positional join | TABLE_NOT_ALLOWED
SELECT * FROM service_summary POSITIONAL JOIN store.secret_psk

-- a hidden table in a natural join | TABLE_NOT_ALLOWED
SELECT * FROM service_summary NATURAL JOIN store.secret_psk

-- a hidden table in an as-of join | TABLE_NOT_ALLOWED
SELECT * FROM service_summary a ASOF JOIN store.secret_psk b ON a.service_name >= b.k

-- a hidden table in a semi join | TABLE_NOT_ALLOWED
FROM service_summary SEMI JOIN store.secret_psk ON true

-- a hidden table in COLUMNS | TABLE_NOT_ALLOWED
SELECT COLUMNS(lambda c: c IN (SELECT k FROM store.secret_psk)) FROM service_summary

-- a hidden table in OFFSET | TABLE_NOT_ALLOWED
SELECT 1 OFFSET (SELECT length(k) FROM store.secret_psk)

-- a hidden table in an interval | PARSE_ERROR
SELECT INTERVAL (SELECT length(k) FROM store.secret_psk) DAY

-- a hidden table in a slice | TABLE_NOT_ALLOWED
SELECT [1, 2][(SELECT length(k) FROM store.secret_psk):]

-- a hidden table in a series of times | TABLE_NOT_ALLOWED
SELECT * FROM range((SELECT now() FROM store.secret_psk), now(), INTERVAL '1 minute')

-- a hidden column of a qualified name | TABLE_NOT_ALLOWED
SELECT store.secret_psk.k FROM service_summary, store.secret_psk

-- a sample of a subquery | SYNTAX_NOT_ALLOWED
SELECT * FROM (SELECT 1) TABLESAMPLE reservoir(1000000000)

-- another timestamp of a table | SYNTAX_NOT_ALLOWED
SELECT * FROM service_summary AT (TIMESTAMP => now())

-- a prepared name | PARSE_ERROR
EXECUTE p((SELECT k FROM store.secret_psk))

-- a named parameter | PARAMETER_MISMATCH
SELECT $name

-- a type of geometry | TYPE_NOT_ALLOWED
SELECT 'POINT (1 1)'::GEOMETRY

-- a type of JSON | TYPE_NOT_ALLOWED
SELECT '{}'::JSON

-- a type of variants | TYPE_NOT_ALLOWED
SELECT 1::VARIANT

-- a type of unions | TYPE_NOT_ALLOWED
SELECT 1::UNION(a INTEGER, b VARCHAR)

-- a type of structs, cast to | TYPE_NOT_ALLOWED
SELECT {'a': 1}::STRUCT(a BLOB)

-- a type with a schema | TYPE_NOT_ALLOWED
SELECT 1::main.integer

-- a type by TRY_CAST | TYPE_NOT_ALLOWED
SELECT TRY_CAST(1 AS BIT)

-- a big number | TYPE_NOT_ALLOWED
SELECT 1::BIGNUM

-- the pattern of each row | SYNTAX_NOT_ALLOWED
SELECT regexp_matches(service_name, service_name || '(a|b){1000}') FROM service_summary

-- the pattern of each row by an operator | SYNTAX_NOT_ALLOWED
SELECT service_name ~ root_service FROM trace_summary

-- the pattern of each row by SIMILAR TO | SYNTAX_NOT_ALLOWED
SELECT service_name SIMILAR TO (root_service || '{1000}') FROM trace_summary

-- the pattern of each row in an extraction | SYNTAX_NOT_ALLOWED
SELECT regexp_extract(service_name, root_service) FROM trace_summary

-- text of a group searched a hundred times | QUERY_TOO_LARGE
SELECT a ILIKE '%a%b', a ILIKE '%a%c' FROM (SELECT string_agg(service_name) AS a FROM service_summary)

-- long text searched for long text | QUERY_TOO_LARGE
SELECT contains(t, t || 'b') FROM (SELECT repeat(service_name, 20) AS t FROM service_summary)

-- text repeated too often | SYNTAX_NOT_ALLOWED
SELECT repeat(service_name, 1000) FROM service_summary

-- text repeated as often as a column says | SYNTAX_NOT_ALLOWED
SELECT repeat(service_name, request_count) FROM service_summary

-- text padded as far as a column says | SYNTAX_NOT_ALLOWED
SELECT lpad(service_name, request_count, ' ') FROM service_summary

-- text repeated by what was repeated | QUERY_TOO_LARGE
SELECT repeat(repeat(repeat(service_name, 200), 200), 200) FROM service_summary

-- a bar of a billion | SYNTAX_NOT_ALLOWED
SELECT bar(1, 0, 1, 1e9)

-- a match repeated by its replacement | QUERY_TOO_LARGE
SELECT regexp_replace(repeat(service_name, 100), '(.)', '\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1', 'g') FROM service_summary

-- text doubled by matches | QUERY_TOO_LARGE
SELECT regexp_replace(service_name, '', root_operation || root_operation || root_operation || root_operation, 'g') FROM trace_summary

-- a long series of numbers | SYNTAX_NOT_ALLOWED
SELECT * FROM range(1000000)

-- a series of numbers that a column bounds | SYNTAX_NOT_ALLOWED
SELECT * FROM service_summary, range(request_count)

-- a step of nothing | SYNTAX_NOT_ALLOWED
SELECT * FROM range(1, 10, 0)

-- a series of text | SYNTAX_NOT_ALLOWED
SELECT * FROM generate_series('a', 'b', 'c')

-- ordinality of a hidden function | FUNCTION_NOT_ALLOWED
SELECT * FROM read_text('/etc/passwd') WITH ORDINALITY

-- a function behind a dot | FUNCTION_NOT_ALLOWED
SELECT 'x'.getvariable()

-- a function by a catalog of its own | FUNCTION_NOT_ALLOWED
SELECT temp.main.f(1)

-- an operator by its long name | FUNCTION_NOT_ALLOWED
SELECT 1 OPERATOR(pg_catalog.+) 1

-- a cast to an unknown type | TYPE_NOT_ALLOWED
SELECT '1'::regclass

-- INSTALL in mixed case behind a comment | NOT_A_SELECT
/* x */ InStAlL httpfs

-- a vacuum behind blanks | NOT_A_SELECT
   VACUUM ANALYZE

-- a column of rows by DEFAULT | SYNTAX_NOT_ALLOWED
VALUES (DEFAULT)

-- unpacked columns | SYNTAX_NOT_ALLOWED
SELECT concat(*COLUMNS(*)) FROM service_summary

-- an aggregate that keeps a state | SYNTAX_NOT_ALLOWED
SELECT sum(request_count) EXPORT_STATE FROM service_summary

-- many aggregates of many elements | QUERY_TOO_LARGE
SELECT max(service_name, 1000000000) FROM service_summary

-- many quantiles of a group | FUNCTION_NOT_ALLOWED
SELECT lttb(1, 2, 3)

-- a histogram by name | FUNCTION_NOT_ALLOWED
SELECT list_histogram([1])

-- ClickHouse's own | PARSE_ERROR
SELECT quantileExact(0.99)(duration_ns) FROM trace_summary

-- PromQL | PARSE_ERROR
rate(http_requests_total[5m])

-- S41 a pattern that backtracks, on long text | SYNTAX_NOT_ALLOWED
SELECT regexp_matches(repeat('a', 100000), '(a+)+$')

-- S40 a cross join of more tables than are let in | QUERY_TOO_LARGE
SELECT count(*) FROM service_summary a, service_summary b, service_summary c, service_summary d, service_summary e, service_summary f, service_summary g, service_summary h, service_summary i, service_summary j, service_summary k, service_summary l, service_summary m, service_summary n, service_summary o, service_summary p, service_summary q, service_summary r

-- S50 a table of all types in a subquery | FUNCTION_NOT_ALLOWED
SELECT count(*) FROM (FROM test_all_types())
