package io.coral.duckdb.sql;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Writes statements that mostly fit the views, so that much of what is written also runs. */
final class SqlTemplates {
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

  private final Dice dice;

  SqlTemplates(Dice dice) {
    this.dice = dice;
  }

  /** A statement that mostly fits the tables. */
  String statement() {
    String view = dice.pick(SqlWords.VIEWS);
    boolean grouped = dice.oneIn(2);
    String columns =
        grouped
            ? dice.some(2, () -> typed(dice.pick(List.of("text", "time")), view, 1))
                + ", "
                + dice.some(3, () -> typed("total", view, 0))
            : dice.some(
                4,
                () -> typed(dice.pick(List.of("num", "text", "bool", "time", "window")), view, 0));
    return "SELECT "
        + columns
        + " FROM "
        + view
        + (dice.oneIn(2) ? " WHERE " + typed("bool", view, 0) : "")
        + (grouped ? " GROUP BY ALL" : "")
        + (dice.oneIn(3) ? " ORDER BY ALL" : "")
        + (dice.oneIn(3) ? " LIMIT " + dice.below(50) : "");
  }

  private String typed(String kind, String view, int depth) {
    List<String> templates = TEMPLATES.get(kind);
    boolean simple = depth > 2;
    String template = simple ? templates.get(0) : dice.pick(templates);
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
      case "service_summary" ->
          dice.pick(List.of("request_count", "error_rate", "p99_duration_ns"));
      case "trace_summary" -> dice.pick(List.of("duration_ns", "span_count"));
      default -> dice.pick(List.of("cpu_percent", "memory_percent", "sample_count"));
    };
  }
}
