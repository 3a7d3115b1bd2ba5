package io.coral.duckdb.sql;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What to write in place of what is refused, by topic. */
final class Hints {
  static final String TABLES =
      "read service_summary, trace_summary, system_metrics_rollup or service_percentiles(q)";

  static final String READ_ONLY = "nothing can be changed here: write a SELECT";

  private static final String SERVER = "what the server is and how it is set cannot be asked";

  /** By the beginning of a function's name; the first that fits counts. */
  private static final List<Map.Entry<String, String>> FUNCTIONS =
      List.of(
          Map.entry("read_", TABLES),
          Map.entry("parquet_", TABLES),
          Map.entry("sniff_", TABLES),
          Map.entry("glob", TABLES),
          Map.entry("seq_scan", TABLES),
          Map.entry("arrow_scan", TABLES),
          Map.entry("query", "write the query itself, or its table, in FROM"),
          Map.entry("printf", "put text together with || and numbers with round(x, 2)"),
          Map.entry("format", "put text together with || and numbers with round(x, 2)"),
          Map.entry("approx_top_k", "write GROUP BY x ORDER BY count(*) DESC LIMIT 10"),
          Map.entry("list_reduce", "use list_sum, list_min, list_max or unnest"),
          Map.entry("list_aggr", "call the function by its name, such as list_sum"),
          Map.entry("levenshtein", "compare with LIKE, ILIKE or contains"),
          Map.entry("jaccard", "compare with LIKE, ILIKE or contains"),
          Map.entry("range", "write range(60) in FROM"),
          Map.entry("generate_series", "write generate_series(1, 60) in FROM"),
          Map.entry("sleep", "leave it out"),
          Map.entry("nextval", "number rows with row_number() OVER (ORDER BY …)"),
          Map.entry("json", "select the columns or a struct; answers are typed"),
          Map.entry("to_json", "select the columns or a struct; answers are typed"),
          Map.entry("row_to_json", "select the columns or a struct; answers are typed"),
          Map.entry("duckdb_", SERVER),
          Map.entry("pragma_", SERVER),
          Map.entry("pg_", SERVER),
          Map.entry("current_", SERVER),
          Map.entry("getvariable", SERVER),
          Map.entry("getenv", SERVER),
          Map.entry("version", SERVER),
          Map.entry("which_secret", SERVER));

  private static final String OTHER_FUNCTION =
      "compute with operators, aggregates, and the functions on numbers, text, times and lists";

  private Hints() {}

  static String function(String name) {
    String asked = Names.folded(name);
    return FUNCTIONS.stream()
        .filter(known -> asked.startsWith(known.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseGet(() -> nearest(name));
  }

  private static String nearest(String name) {
    return Names.nearest(name, AllowedFunctions.names(), OTHER_FUNCTION);
  }

  /** For a part of SQL by the name that the parser has for it. */
  static String syntax(String part) {
    return switch (part) {
      case "sample" -> "take some rows with WHERE hash(trace_id) % 10 = 0, or LIMIT";
      case "at_clause" -> "choose a time by timestamp in WHERE; there are no older versions";
      case "UNNEST", "UNPACK", "OPERATOR_UNPACK" -> "name the columns one by one";
      default -> "leave it out";
    };
  }

  /** For a text that is no SELECT, by how it begins. */
  static String statement(String text) {
    String first = Names.folded(text.strip().split("\\W+", 2)[0]);
    if (first.equals("explain")) {
      return "write the SELECT alone; a dry run shows it as it would run";
    }
    if (first.equals("pivot") || first.equals("unpivot")) {
      return "write count(*) FILTER (WHERE …) for each column";
    }
    if (Set.of("set", "reset", "pragma", "use", "begin", "commit", "rollback").contains(first)) {
      return "every query stands for itself and settings are fixed: write a SELECT";
    }
    return READ_ONLY;
  }
}
