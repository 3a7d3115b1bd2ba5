package io.coral.duckdb.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Writes SQL that is nearly right: statements over the views with every clause that the guard
 * knows, and now and then a word from the lists of what must never run, in a place where a table, a
 * function or a type is expected.
 */
final class SqlGrammar {
  private static final List<String> VIEWS =
      List.of("service_summary", "trace_summary", "system_metrics_rollup");

  /** What stands for a value of each kind: columns that all views have, and calls of values. */
  private static final Map<String, List<String>> TEMPLATES =
      Map.of(
          "num",
          List.of(
              "{count}",
              "{count}",
              "{count}",
              "7",
              "0.5",
              "({num} + {num})",
              "({num} - {num})",
              "({num} / nullif({num}, 0))",
              "round({num}, 2)",
              "abs({num})",
              "greatest({num}, {num})",
              "coalesce({num}, 0)",
              "CASE WHEN {bool} THEN {num} ELSE {num} END",
              "length({text})",
              "epoch({time})",
              "extract(hour FROM {time})",
              "date_diff('minute', {time}, {time})",
              "({num})::DOUBLE",
              "list_sum([{num}, {num}])",
              "[{num}, {num}][1]",
              "{'a': {num}}.a",
              "(SELECT max({count}) FROM {view})",
              "TRY({num} / 0)"),
          "text",
          List.of(
              "service_name",
              "service_name",
              "'payments'",
              "upper({text})",
              "({text} || '-' || {text})",
              "substr({text}, 1, 3)",
              "replace({text}, 'a', 'b')",
              "split_part({text}, '-', 1)",
              "regexp_extract({text}, '^(.)', 1)",
              "concat_ws('/', {text}, {text})",
              "coalesce({text}, 'none')",
              "strftime({time}, '%H:%M')",
              "({num})::VARCHAR",
              "CASE {text} WHEN 'a' THEN {text} END",
              "md5({text})",
              "(SELECT min(service_name) FROM {view})"),
          "bool",
          List.of(
              "({num} > {num})",
              "({text} = {text})",
              "({text} LIKE 'p%')",
              "({num} BETWEEN 1 AND {num})",
              "({bool} AND {bool})",
              "({bool} OR {bool})",
              "(NOT {bool})",
              "({text} IN ('payments', 'orders'))",
              "({num} IS NULL)",
              "regexp_matches({text}, 'a+')",
              "({time} > TIMESTAMPTZ '2026-11-24 10:30:00Z')",
              "EXISTS (SELECT 1 FROM {view} e WHERE e.service_name = {text})",
              "({text} IN (SELECT service_name FROM {view}))",
              "true"),
          "time",
          List.of(
              "timestamp",
              "timestamp",
              "date_trunc('hour', {time})",
              "time_bucket(INTERVAL '5 minutes', {time})",
              "({time} + INTERVAL '1 hour')",
              "now()"),
          "total",
          List.of(
              "count(*)",
              "sum({num})",
              "avg({num}) FILTER (WHERE {bool})",
              "quantile_cont({num}, 0.9)",
              "max({time})",
              "string_agg({text}, ',' ORDER BY {text})",
              "list({num} ORDER BY {num} DESC)[1:3]",
              "arg_max({text}, {num})",
              "count(DISTINCT {text})",
              "bool_or({bool})",
              "histogram({num})"),
          "window",
          List.of(
              "row_number() OVER (PARTITION BY {text} ORDER BY {time})",
              "lag({num}) OVER (ORDER BY {time}, {num})",
              "avg({num}) OVER (ORDER BY {time} ROWS BETWEEN 4 PRECEDING AND CURRENT ROW)",
              "sum({num}) OVER (PARTITION BY {text})",
              "rank() OVER (ORDER BY {num} DESC)",
              "first_value({text}) OVER (ORDER BY {time})"));

  private static final Pattern PLACE = Pattern.compile("\\{(num|text|bool|time|count|view)\\}");

  private static final List<String> COLUMNS =
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
  private static final List<String> FORBIDDEN_TABLES =
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
  private static final List<String> OPERATORS =
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
  private static final List<String> LITERALS =
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
  private static final List<String> TYPES =
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

  private final RandomGenerator random;
  private final List<String> allowed;
  private final List<String> all;

  /**
   * @param all names of all functions that the engine has
   */
  SqlGrammar(RandomGenerator random, List<String> all) {
    this.random = random;
    this.allowed = AllowedFunctions.names().stream().filter(Names::isPlain).sorted().toList();
    this.all = all;
  }

  String statement() {
    String body = oneIn(3) ? query(0) : fitting();
    return switch (random.nextInt(60)) {
      case 0 -> body + ";";
      case 1 -> "EXPLAIN " + body;
      case 2 -> "SUMMARIZE " + body;
      case 3 -> body + "; " + query(2);
      case 4 -> "CREATE TEMP TABLE t AS " + body;
      case 5 -> "COPY (" + body + ") TO 'coral-attack.csv'";
      case 6 -> "WITH x AS (DELETE FROM store.sender RETURNING *) " + body;
      case 7 -> "PREPARE p AS " + body;
      default -> body;
    };
  }

  private boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  private String some(int most, Supplier<String> part) {
    List<String> parts = new ArrayList<>();
    int count = 1 + random.nextInt(most);
    for (int i = 0; i < count; i++) {
      parts.add(part.get());
    }
    return String.join(", ", parts);
  }

  /** A statement that mostly fits the tables. */
  private String fitting() {
    String view = pick(VIEWS);
    boolean grouped = oneIn(2);
    String columns =
        grouped
            ? some(2, () -> typed(pick(List.of("text", "time")), view, 1))
                + ", "
                + some(3, () -> typed("total", view, 0))
            : some(4, () -> typed(pick(List.of("num", "text", "bool", "time", "window")), view, 0));
    return "SELECT "
        + columns
        + " FROM "
        + view
        + (oneIn(2) ? " WHERE " + typed("bool", view, 0) : "")
        + (grouped ? " GROUP BY ALL" : "")
        + (oneIn(3) ? " ORDER BY ALL" : "")
        + (oneIn(3) ? " LIMIT " + random.nextInt(50) : "");
  }

  private String typed(String kind, String view, int depth) {
    List<String> templates = TEMPLATES.get(kind);
    boolean simple = depth > 2;
    String template = simple ? templates.get(0) : pick(templates);
    if (simple && kind.equals("bool")) {
      return "true";
    }
    return PLACE
        .matcher(template)
        .replaceAll(
            place ->
                switch (place.group(1)) {
                  case "count" -> count(view);
                  case "view" -> view;
                  default -> typed(place.group(1), view, depth + 1).replace("$", "\\$");
                });
  }

  private String count(String view) {
    return switch (view) {
      case "service_summary" -> pick(List.of("request_count", "error_rate", "p99_duration_ns"));
      case "trace_summary" -> pick(List.of("duration_ns", "span_count"));
      default -> pick(List.of("cpu_percent", "memory_percent", "sample_count"));
    };
  }

  private String query(int depth) {
    var sql = new StringBuilder();
    if (depth < 3 && oneIn(6)) {
      sql.append("WITH ")
          .append(oneIn(20) ? "RECURSIVE " : "")
          .append(some(2, () -> cteName() + " AS " + materialized() + "(" + query(depth + 2) + ")"))
          .append(' ');
    }
    sql.append(select(depth));
    if (depth < 3 && oneIn(10)) {
      sql.append(' ')
          .append(
              pick(List.of("UNION", "UNION ALL", "EXCEPT", "INTERSECT ALL", "UNION ALL BY NAME")))
          .append(' ')
          .append(select(depth + 1));
    }
    if (oneIn(4)) {
      sql.append(" ORDER BY ").append(oneIn(4) ? "ALL" : some(2, () -> ordered(depth)));
    }
    if (oneIn(4)) {
      sql.append(" LIMIT ").append(oneIn(8) ? expression(depth + 2) : random.nextInt(50));
    }
    return sql.toString();
  }

  private String cteName() {
    return oneIn(10)
        ? pick(
            List.of("service_summary", "\"Trace_Summary\"", "duckdb_tables", "secret_psk", "range"))
        : pick(List.of("a", "b", "c"));
  }

  private String materialized() {
    return oneIn(6) ? pick(List.of("MATERIALIZED ", "NOT MATERIALIZED ")) : "";
  }

  private String ordered(int depth) {
    return expression(depth + 2) + pick(List.of("", " DESC", " NULLS FIRST", " COLLATE nocase"));
  }

  private String select(int depth) {
    if (oneIn(25)) {
      return "VALUES (" + some(3, () -> expression(depth + 2)) + ")";
    }
    if (oneIn(25)) {
      return "TABLE " + table();
    }
    var sql = new StringBuilder();
    String from = oneIn(12) ? "" : " FROM " + from(depth);
    if (oneIn(15) && !from.isEmpty()) {
      sql.append(from.strip()).append(" SELECT ").append(some(4, () -> item(depth)));
    } else {
      sql.append("SELECT ")
          .append(oneIn(12) ? "DISTINCT " : "")
          .append(oneIn(40) ? "DISTINCT ON (" + column() + ") " : "")
          .append(some(4, () -> item(depth)))
          .append(from);
    }
    if (oneIn(3)) {
      sql.append(" WHERE ").append(expression(depth));
    }
    if (oneIn(4)) {
      sql.append(" GROUP BY ").append(grouping());
    }
    if (oneIn(12)) {
      sql.append(" HAVING ").append(expression(depth + 1));
    }
    if (oneIn(12)) {
      sql.append(" QUALIFY ").append(window(depth)).append(" <= 3");
    }
    if (oneIn(60)) {
      sql.append(pick(List.of(" USING SAMPLE 10%", " OFFSET 1", " WINDOW w AS (ORDER BY 1)")));
    }
    return sql.toString();
  }

  private String grouping() {
    return switch (random.nextInt(5)) {
      case 0 -> "ALL";
      case 1 -> "ROLLUP (" + some(3, this::column) + ")";
      case 2 -> "GROUPING SETS ((" + column() + "), ())";
      default -> some(2, this::column);
    };
  }

  private String item(int depth) {
    return switch (random.nextInt(14)) {
      case 0 -> "*";
      case 1 -> "* EXCLUDE (" + column() + ")";
      case 2 -> "* REPLACE (" + expression(depth + 1) + " AS " + column() + ")";
      case 3 -> "COLUMNS(" + pick(List.of("'p.*'", "*", "lambda c: c LIKE '%n%'")) + ")";
      case 4 -> window(depth);
      case 5 -> expression(depth) + " AS " + pick(List.of("x", "y", "service_name", "\"größe\""));
      default -> expression(depth);
    };
  }

  private String table() {
    return oneIn(25)
        ? pick(FORBIDDEN_TABLES)
        : oneIn(6) ? pick(List.of("a", "b", "main.trace_summary")) : pick(VIEWS);
  }

  private String from(int depth) {
    if (depth >= 3 || !oneIn(4)) {
      return table() + (oneIn(4) ? " t" + random.nextInt(3) : "");
    }
    return switch (random.nextInt(9)) {
      case 0 -> from(depth + 1) + " JOIN " + from(depth + 1) + " USING (" + column() + ")";
      case 1 -> from(depth + 1) + " t8 LEFT JOIN " + table() + " t9 ON " + expression(depth + 2);
      case 2 ->
          from(depth + 1) + " t6 ASOF JOIN " + table() + " t7 ON t6.timestamp >= t7.timestamp";
      case 3 -> "(" + query(depth + 1) + ") s";
      case 4 -> "service_percentiles(" + pick(List.of("0.5", "0.99", "q := 1", "2", "NULL")) + ")";
      case 5 -> pick(List.of("range(9)", "generate_series(1, 9, 2)", "unnest([1, 2])")) + " r(i)";
      case 6 -> "(VALUES (1, 'a'), (2, 'b')) v(i, s)";
      case 7 -> from(depth + 1) + ", LATERAL (" + query(depth + 2) + ") l";
      default ->
          oneIn(3)
              ? pick(all) + "(" + some(2, () -> pick(LITERALS)) + ")"
              : from(depth + 1) + " POSITIONAL JOIN " + table();
    };
  }

  private String column() {
    return oneIn(20)
        ? pick(List.of("i", "s", "x", "t0.region", "current_catalog", "#1"))
        : pick(COLUMNS);
  }

  private String window(int depth) {
    return pick(List.of("row_number()", "sum(request_count)", "lag(region)", "count(*)", "rank()"))
        + " OVER ("
        + (oneIn(2) ? "PARTITION BY " + column() + " " : "")
        + "ORDER BY "
        + column()
        + (oneIn(4) ? " ROWS BETWEEN " + expression(depth + 3) + " PRECEDING AND CURRENT ROW" : "")
        + ")";
  }

  private String expression(int depth) {
    if (depth >= 4) {
      return oneIn(2) ? column() : pick(LITERALS);
    }
    return switch (random.nextInt(22)) {
      case 0, 1, 2, 3 -> column();
      case 4, 5 -> pick(LITERALS);
      case 6, 7, 8 -> expression(depth + 1) + " " + pick(OPERATORS) + " " + expression(depth + 1);
      case 9, 10, 11 -> pick(allowed) + "(" + arguments(depth) + ")";
      case 12 -> oneIn(4) ? pick(all) + "(" + arguments(depth) + ")" : "count(*)";
      case 13 -> "(" + expression(depth + 1) + ")::" + pick(TYPES);
      case 14 ->
          "CASE WHEN " + expression(depth + 1) + " THEN " + expression(depth + 1) + " ELSE 0 END";
      case 15 -> expression(depth + 1) + " IN (" + some(3, () -> pick(LITERALS)) + ")";
      case 16 -> "(" + query(depth + 2) + ")";
      case 17 -> "EXISTS (" + query(depth + 2) + ")";
      case 18 -> expression(depth + 1) + " BETWEEN " + pick(LITERALS) + " AND " + pick(LITERALS);
      case 19 -> "list_transform([1, 2], lambda v: " + expression(depth + 2) + ")";
      case 20 -> "TRY(" + expression(depth + 1) + ")";
      default -> "sum(" + column() + ") FILTER (WHERE " + expression(depth + 1) + ")";
    };
  }

  private String arguments(int depth) {
    return switch (random.nextInt(6)) {
      case 0 -> "";
      case 1, 2, 3 -> expression(depth + 1);
      case 4 -> expression(depth + 1) + ", " + pick(LITERALS);
      default -> pick(LITERALS) + ", " + expression(depth + 1) + ", " + pick(LITERALS);
    };
  }
}
