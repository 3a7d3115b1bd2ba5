package io.coral.duckdb.sql;

import java.util.List;

/** The words that {@link SqlGrammar} writes statements of, those among them that must never run. */
final class SqlWords {
  static final List<String> VIEWS =
      List.of("service_summary", "trace_summary", "system_metrics_rollup");

  static final List<String> COLUMNS =
      List.of(
          "timestamp",
          "service_name",
          "namespace",
          "region",
          "request_count",
          "error_rate",
          "duration_ns",
          "trace_id",
          "has_error",
          "cpu_percent",
          "instance");
  static final List<String> FORBIDDEN_TABLES =
      List.of(
          "store.secret_psk",
          "secret_psk",
          "memory.store.secret_psk",
          "temp.secret_psk",
          "store.sender",
          "store.service_delta",
          "duckdb_tables",
          "duckdb_settings",
          "information_schema.tables",
          "pg_catalog.pg_class",
          "sqlite_master",
          "'/etc/passwd'",
          "\"/etc/passwd\"",
          "'https://example.com/a.parquet'",
          "system.main.duckdb_tables",
          "main.secret_psk",
          "\"service_summary \"",
          "\"store.secret_psk\"");
  static final List<String> OPERATORS =
      List.of(
          "+",
          "-",
          "*",
          "/",
          "//",
          "%",
          "**",
          "||",
          "=",
          "<>",
          "<",
          ">=",
          "AND",
          "OR",
          "LIKE",
          "ILIKE",
          "IS DISTINCT FROM",
          "&",
          "<<",
          "SIMILAR TO",
          "GLOB",
          "~",
          "^@",
          "->",
          "->>",
          "@>",
          "!~",
          "<->");
  static final List<String> LITERALS =
      List.of(
          "1",
          "0",
          "-1",
          "9223372036854775808",
          "1e308",
          "0x7f",
          "1.5",
          "''",
          "'payments'",
          "'a''b'",
          "'/etc/passwd'",
          "NULL",
          "true",
          "INTERVAL '1 hour'",
          "INTERVAL 5 MINUTE",
          "TIMESTAMPTZ '2026-11-24 10:00:00Z'",
          "DATE '2026-11-24'",
          "'nan'::DOUBLE",
          "E'\\x41'",
          "$$x$$",
          "'\\x00'::BLOB",
          "[1, 2]",
          "{'a': 1}",
          "MAP {'k': 1}",
          "(1, 'x')");
  static final List<String> TYPES =
      List.of(
          "BIGINT",
          "VARCHAR",
          "DOUBLE",
          "INTEGER[]",
          "DATE",
          "TIMESTAMPTZ",
          "DECIMAL(18, 3)",
          "HUGEINT",
          "UUID",
          "BLOB",
          "JSON",
          "BIT",
          "VARIANT",
          "GEOMETRY",
          "INTEGER[3]",
          "STRUCT(a INTEGER)",
          "MAP(VARCHAR, INTEGER)",
          "UNION(a INTEGER)",
          "ENUM('a')",
          "store.colour");

  private SqlWords() {}
}
