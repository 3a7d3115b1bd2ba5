-- From version 1 to 2: hours, and the time of what the caretaker forgets. Older files know of neither; what
-- they hold of requests and streams counts as of now. The views are made anew afterwards.

DROP VIEW main.service_summary;
DROP VIEW main.system_metrics_rollup;
DROP VIEW store.duration_bucket;
DROP VIEW store.metric_bucket;

CREATE TABLE store.progress (
    rolled_until BIGINT NOT NULL,
    minutes_from BIGINT NOT NULL
);
INSERT INTO store.progress VALUES (0, 0);

CREATE TABLE store.late_hour (
    minute BIGINT NOT NULL
);

CREATE TABLE store.imported_request_with_minute (
    request_id BLOB NOT NULL,
    minute     BIGINT NOT NULL
);
INSERT INTO store.imported_request_with_minute
SELECT request_id, epoch(now())::BIGINT // 60 FROM store.imported_request;
DROP TABLE store.imported_request;
ALTER TABLE store.imported_request_with_minute RENAME TO imported_request;

CREATE TABLE store.stream_state_with_minute (
    stream_hash BLOB NOT NULL,
    state       BLOB NOT NULL,
    minute      BIGINT NOT NULL
);
INSERT INTO store.stream_state_with_minute
SELECT stream_hash, state, epoch(now())::BIGINT // 60 FROM store.stream_state;
DROP TABLE store.stream_state;
ALTER TABLE store.stream_state_with_minute RENAME TO stream_state;

ALTER TABLE store.service_delta RENAME TO service_delta_recent;
ALTER TABLE store.metric_delta RENAME TO metric_delta_recent;

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
CREATE TABLE store.duration_bucket_hour (
    sender_id     INTEGER NOT NULL,
    minute        BIGINT NOT NULL,
    bucket        INTEGER NOT NULL,
    request_count BIGINT NOT NULL
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
CREATE TABLE store.metric_bucket_hour (
    stream_id    INTEGER NOT NULL,
    minute       BIGINT NOT NULL,
    bucket       INTEGER NOT NULL,
    sample_count BIGINT NOT NULL
);

UPDATE store.schema_version SET version = 2;
