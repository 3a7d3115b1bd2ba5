package io.coral.benchmarks.stream;

/** Five million rows of six columns, of the kinds that the tables have. */
final class StreamedStatement {
  static final long ROWS = 5_000_000;

  static final String SQL =
      "SELECT make_timestamptz(1700000000000000 + i * 1000000) AS at, 'service-' || (i % 50) AS"
          + " service_name, i AS request_count, (i * 1.5)::DOUBLE AS avg_duration_ns, i % 7 = 0 AS"
          + " has_error, j AS minute FROM range(50000) a(i), range(100) b(j)";

  private StreamedStatement() {}
}
