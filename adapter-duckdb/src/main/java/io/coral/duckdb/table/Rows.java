package io.coral.duckdb.table;

import static io.coral.duckdb.schema.store.Tables.DURATION_BUCKET;
import static io.coral.duckdb.schema.store.Tables.METRIC_BUCKET;
import static io.coral.duckdb.schema.store.Tables.METRIC_DELTA;
import static io.coral.duckdb.schema.store.Tables.SERVICE_DELTA;

import io.coral.duckdb.schema.store.tables.DurationBucket;
import io.coral.duckdb.schema.store.tables.MetricBucket;
import io.coral.duckdb.schema.store.tables.MetricDelta;
import io.coral.duckdb.schema.store.tables.ServiceDelta;

/** The names of rows in a query, be they of minutes, of hours, or of both. */
public final class Rows {
  public static final ServiceDelta SERVICES = SERVICE_DELTA.as("services");
  public static final DurationBucket DURATIONS = DURATION_BUCKET.as("durations");
  public static final MetricDelta METRICS = METRIC_DELTA.as("metrics");
  public static final MetricBucket VALUES = METRIC_BUCKET.as("metric_values");

  private Rows() {}
}
