-- From version 2 to 3: buckets of hours that are over are put together to histograms. Those of minutes count
-- as recent again, and the caretaker moves them once more, a piece at a time; those of hours become histograms
-- of one bucket, which it adds up as if more had come for each hour. To copy them takes some seconds for ten
-- millions, and as much room again as they have; io.coral.duckdb.file.Schema sees to both ends of that.

DROP VIEW IF EXISTS store.duration_bucket;
DROP VIEW IF EXISTS store.metric_bucket;
DROP VIEW IF EXISTS store.metric_bucket_told; -- nobody reads it any longer

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

INSERT INTO store.duration_bucket_recent FROM store.duration_bucket_sorted;
INSERT INTO store.metric_bucket_recent FROM store.metric_bucket_sorted;
INSERT INTO store.duration_histogram_hour
SELECT sender_id, minute, bucket, [true], [request_count] FROM store.duration_bucket_hour;
INSERT INTO store.metric_histogram_hour
SELECT stream_id, minute, bucket, [true], [sample_count] FROM store.metric_bucket_hour;
INSERT INTO store.late_hour
SELECT minute FROM store.duration_histogram_hour UNION SELECT minute FROM store.metric_histogram_hour;

DROP TABLE store.duration_bucket_sorted;
DROP TABLE store.duration_bucket_hour;
DROP TABLE store.metric_bucket_sorted;
DROP TABLE store.metric_bucket_hour;

UPDATE store.schema_version SET version = 3;
