package io.coral.domain.sql;

import io.coral.domain.sql.TableDescription.Column;
import java.util.List;

/** The tables that SQL can read, as people are told about them. */
public final class SummaryTables {
  private static final String TEXT = "VARCHAR";
  private static final String WHOLE = "BIGINT";
  private static final String NUMBER = "DOUBLE";
  private static final String NANOSECONDS = "nanoseconds";
  private static final String PERCENT = "percent";

  private static final Column TIMESTAMP =
      new Column("timestamp", "TIMESTAMP WITH TIME ZONE", "", "start of the UTC minute");
  private static final Column NAMESPACE =
      new Column("namespace", TEXT, "", "service.namespace; empty where none was sent");

  public static final TableDescription SERVICE_SUMMARY =
      new TableDescription(
          "service_summary",
          List.of(),
          "requests of each service, by minute, namespace and region",
          List.of(
              TIMESTAMP,
              new Column("service_name", TEXT, "", "service.name"),
              NAMESPACE,
              new Column("region", TEXT, "", "cloud.region; empty where none was sent"),
              new Column("instance_count", WHOLE, "", "instances that sent spans"),
              new Column("request_count", WHOLE, "", "spans of kind SERVER or CONSUMER"),
              new Column("error_count", WHOLE, "", "requests that failed"),
              new Column("error_rate", NUMBER, "ratio", "0 to 1; NULL without requests"),
              duration("p50_duration_ns", "median of the requests, within 1 %"),
              duration("p95_duration_ns", "95th percentile, within 1 %"),
              duration("p99_duration_ns", "99th percentile, within 1 %"),
              new Column("min_duration_ns", WHOLE, NANOSECONDS, "shortest request"),
              new Column("max_duration_ns", WHOLE, NANOSECONDS, "longest request"),
              duration("avg_duration_ns", "mean of the requests")));

  public static final TableDescription TRACE_SUMMARY =
      new TableDescription(
          "trace_summary",
          List.of(),
          "traces, one row for each service in them",
          List.of(
              new Column(
                  "timestamp",
                  "TIMESTAMP WITH TIME ZONE",
                  "",
                  "UTC minute of the service's first span; on the root service's row, the trace's"),
              new Column("trace_id", TEXT, "", "32 hex digits"),
              new Column("service_name", TEXT, "", "service.name"),
              new Column("root_service", TEXT, "", "service of the span without parent"),
              new Column("root_operation", TEXT, "", "name of that span"),
              new Column(
                  "duration_ns",
                  WHOLE,
                  NANOSECONDS,
                  "longest entry span; on the root service's row, the whole trace"),
              new Column("span_count", WHOLE, "", "the service's spans in the trace"),
              new Column("error_count", WHOLE, "", "those that failed"),
              new Column("has_error", "BOOLEAN", "", "whether any failed")));

  public static final TableDescription SYSTEM_METRICS_ROLLUP =
      new TableDescription(
          "system_metrics_rollup",
          List.of(),
          "CPU and memory of each instance, by minute",
          List.of(
              TIMESTAMP,
              new Column("service_name", TEXT, "", "service.name"),
              NAMESPACE,
              new Column("instance", TEXT, "", "service.instance.id"),
              percent("cpu_percent", "mean, of the container's limit where known, else the host"),
              percent("cpu_percent_max", "highest sample"),
              percent(
                  "memory_percent", "mean, of the container's limit where known, else the host"),
              percent("memory_percent_max", "highest sample"),
              new Column("memory_bytes", NUMBER, "bytes", "mean; NULL if unknown"),
              new Column("sample_count", WHOLE, "", "points behind the row")));

  public static final TableDescription SERVICE_PERCENTILES =
      new TableDescription(
          "service_percentiles",
          List.of("q"),
          "the quantile q (0 to 1) of each service and metric, over the whole time range",
          List.of(
              new Column("service_name", TEXT, "", "service.name"),
              NAMESPACE,
              new Column("metric", TEXT, "", "http.server.duration, or a received histogram"),
              new Column("value", NUMBER, "see unit", "the quantile"),
              new Column("unit", TEXT, "", "of value: nanoseconds, bytes, ..."),
              new Column("sample_count", WHOLE, "", "requests or points behind the value")));

  public static final List<TableDescription> ALL =
      List.of(SERVICE_SUMMARY, TRACE_SUMMARY, SYSTEM_METRICS_ROLLUP, SERVICE_PERCENTILES);

  private SummaryTables() {}

  private static Column duration(String name, String meaning) {
    return new Column(name, NUMBER, NANOSECONDS, meaning);
  }

  private static Column percent(String name, String meaning) {
    return new Column(name, NUMBER, PERCENT, meaning + "; NULL if unknown");
  }
}
