-- The tables of the colony's database. jOOQ's table classes are generated from this file and views.sql
-- when the module is built, and a new database is made by running both. Raise store.schema_version with
-- every change of a table, and add the upgrade of older files (io.coral.duckdb.file.Schema).
--
-- store  what was received, as deltas that add up when read
-- main   the only part that SQL users see: three views and one table macro (views.sql)
--
-- Each kind of summary is in three tables. What arrives is appended to the recent one, where the rows of a
-- minute are added up once it is over. When an hour is over its rows move to the end of the sorted one, in
-- the order of their sender, so that a question about one service over a week reads little of what others
-- sent; and their sums go to that of hours, which long windows are read from. io.coral.duckdb.care.Caretaker
-- does this while the colony runs. A delta that comes later, for an hour in that table, is appended to it too.
--
-- Buckets arrive as a row each, and are most of all rows. Those of hours that are over are put together to
-- histograms, which take half the room: whether a bucket is filled is one bit, and a count two or three.
-- Views (views.sql) take them apart again for whoever reads them.
--
-- There are no indexes: rows are read by ranges of minutes, which DuckDB finds by each row group's
-- minimum and maximum, and an index would cost every append.

CREATE SCHEMA store;

CREATE TABLE store.schema_version (
    version INTEGER NOT NULL
);
INSERT INTO store.schema_version VALUES (3);

-- Minutes are counted from 1970-01-01T00:00Z; "_ns" are nanoseconds, instants since then. The minute of a
-- row of hours is the first of its hour.

-- How far the caretaker has come: one row.
CREATE TABLE store.progress (
    rolled_until BIGINT NOT NULL, -- hours before are in the tables of hours; a whole hour
    minutes_from BIGINT NOT NULL  -- minutes before are over, hours alone tell of them; a whole hour
);
INSERT INTO store.progress VALUES (0, 0);

-- Hours that were rolled up and got deltas since: their rows are to be added up again.
CREATE TABLE store.late_hour (
    minute BIGINT NOT NULL
);

-- Export requests that were committed, by the SHA-256 of their content, and when.
CREATE TABLE store.imported_request (
    request_id BLOB NOT NULL,
    minute     BIGINT NOT NULL
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
-- was received, replaced in the commit of the deltas that follow from it.
CREATE TABLE store.stream_state (
    stream_hash BLOB NOT NULL, -- the SHA-256 that io.coral.domain.telemetry.StreamId names
    state       BLOB NOT NULL, -- io.coral.domain.summary.StreamStateCodec
    minute      BIGINT NOT NULL -- of the commit
);

-- Spans and requests of a sender.
CREATE TABLE store.service_delta_recent (
    sender_id     INTEGER NOT NULL,
    minute        BIGINT NOT NULL,
    span_count    BIGINT NOT NULL,
    request_count BIGINT NOT NULL,
    error_count   BIGINT NOT NULL,
    sum_ns        BIGINT NOT NULL,
    min_ns        BIGINT, -- NULL without requests, as is max_ns
    max_ns        BIGINT
);
CREATE TABLE store.service_delta_sorted (
    sender_id     INTEGER NOT NULL,
    minute        BIGINT NOT NULL,
    span_count    BIGINT NOT NULL,
    request_count BIGINT NOT NULL,
    error_count   BIGINT NOT NULL,
    sum_ns        BIGINT NOT NULL,
    min_ns        BIGINT, -- NULL without requests, as is max_ns
    max_ns        BIGINT
);
CREATE TABLE store.service_delta_hour (
    sender_id     INTEGER NOT NULL,
    minute        BIGINT NOT NULL,
    span_count    BIGINT NOT NULL,
    request_count BIGINT NOT NULL,
    error_count   BIGINT NOT NULL,
    sum_ns        BIGINT NOT NULL,
    min_ns        BIGINT, -- NULL without requests, as is max_ns
    max_ns        BIGINT
);

-- Durations of requests, in the buckets of io.coral.domain.histogram.LogBuckets. A histogram has all buckets
-- from its first to its last one: whether each is filled, and the counts of those that are. One with far
-- more buckets than that is worth is in several rows.
CREATE TABLE store.duration_bucket_recent (
    sender_id     INTEGER NOT NULL,
    minute        BIGINT NOT NULL,
    bucket        INTEGER NOT NULL,
    request_count BIGINT NOT NULL
);
CREATE TABLE store.duration_histogram_sorted (
    sender_id    INTEGER NOT NULL,
    minute       BIGINT NOT NULL,
    first_bucket INTEGER NOT NULL,
    filled       BOOLEAN[] NOT NULL,
    counts       BIGINT[] NOT NULL
);
CREATE TABLE store.duration_histogram_hour (
    sender_id    INTEGER NOT NULL,
    minute       BIGINT NOT NULL,
    first_bucket INTEGER NOT NULL,
    filled       BOOLEAN[] NOT NULL,
    counts       BIGINT[] NOT NULL
);

-- Values of a stream.
CREATE TABLE store.metric_delta_recent (
    stream_id      INTEGER NOT NULL,
    minute         BIGINT NOT NULL,
    sample_count   BIGINT NOT NULL,
    sample_sum     DOUBLE NOT NULL,
    sample_min     DOUBLE NOT NULL,
    sample_max     DOUBLE NOT NULL,
    relative_error DOUBLE NOT NULL
);
CREATE TABLE store.metric_delta_sorted (
    stream_id      INTEGER NOT NULL,
    minute         BIGINT NOT NULL,
    sample_count   BIGINT NOT NULL,
    sample_sum     DOUBLE NOT NULL,
    sample_min     DOUBLE NOT NULL,
    sample_max     DOUBLE NOT NULL,
    relative_error DOUBLE NOT NULL
);
CREATE TABLE store.metric_delta_hour (
    stream_id      INTEGER NOT NULL,
    minute         BIGINT NOT NULL,
    sample_count   BIGINT NOT NULL,
    sample_sum     DOUBLE NOT NULL,
    sample_min     DOUBLE NOT NULL,
    sample_max     DOUBLE NOT NULL,
    relative_error DOUBLE NOT NULL
);

-- The same values in buckets; few streams have none.
CREATE TABLE store.metric_bucket_recent (
    stream_id    INTEGER NOT NULL,
    minute       BIGINT NOT NULL,
    bucket       INTEGER NOT NULL,
    sample_count BIGINT NOT NULL
);
CREATE TABLE store.metric_histogram_sorted (
    stream_id    INTEGER NOT NULL,
    minute       BIGINT NOT NULL,
    first_bucket INTEGER NOT NULL,
    filled       BOOLEAN[] NOT NULL,
    counts       BIGINT[] NOT NULL
);
CREATE TABLE store.metric_histogram_hour (
    stream_id    INTEGER NOT NULL,
    minute       BIGINT NOT NULL,
    first_bucket INTEGER NOT NULL,
    filled       BOOLEAN[] NOT NULL,
    counts       BIGINT[] NOT NULL
);

-- The part of a trace that a sender took, as far as one batch told. These stay as they are until they are over.
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
