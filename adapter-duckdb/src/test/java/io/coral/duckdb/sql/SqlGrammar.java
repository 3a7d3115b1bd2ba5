package io.coral.duckdb.sql;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Writes SQL that is nearly right: statements over the views with every clause that the guard
 * knows, and now and then a word from the lists of what must never run, in a place where a table, a
 * function or a type is expected.
 */
final class SqlGrammar {
  private final Dice dice;
  private final SqlTemplates templates;
  private final List<String> allowed;
  private final List<String> all;

  /**
   * @param all names of all functions that the engine has
   */
  SqlGrammar(RandomGenerator random, List<String> all) {
    this.dice = new Dice(random);
    this.templates = new SqlTemplates(dice);
    this.allowed = AllowedFunctions.names().stream().filter(Names::isPlain).sorted().toList();
    this.all = all;
  }

  String statement() {
    String body = dice.oneIn(3) ? query(0) : templates.statement();
    return switch (dice.below(60)) {
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

  private String query(int depth) {
    var sql = new StringBuilder();
    if (depth < 3 && dice.oneIn(6)) {
      sql.append("WITH ")
          .append(dice.oneIn(20) ? "RECURSIVE " : "")
          .append(
              dice.some(
                  2, () -> cteName() + " AS " + materialized() + "(" + query(depth + 2) + ")"))
          .append(' ');
    }
    sql.append(select(depth));
    if (depth < 3 && dice.oneIn(10)) {
      sql.append(' ')
          .append(
              dice.pick(
                  List.of("UNION", "UNION ALL", "EXCEPT", "INTERSECT ALL", "UNION ALL BY NAME")))
          .append(' ')
          .append(select(depth + 1));
    }
    if (dice.oneIn(4)) {
      sql.append(" ORDER BY ").append(dice.oneIn(4) ? "ALL" : dice.some(2, () -> ordered(depth)));
    }
    if (dice.oneIn(4)) {
      sql.append(" LIMIT ").append(dice.oneIn(8) ? expression(depth + 2) : dice.below(50));
    }
    return sql.toString();
  }

  private String cteName() {
    return dice.oneIn(10)
        ? dice.pick(
            List.of("service_summary", "\"Trace_Summary\"", "duckdb_tables", "secret_psk", "range"))
        : dice.pick(List.of("a", "b", "c"));
  }

  private String materialized() {
    return dice.oneIn(6) ? dice.pick(List.of("MATERIALIZED ", "NOT MATERIALIZED ")) : "";
  }

  private String ordered(int depth) {
    return expression(depth + 2)
        + dice.pick(List.of("", " DESC", " NULLS FIRST", " COLLATE nocase"));
  }

  private String select(int depth) {
    if (dice.oneIn(25)) {
      return "VALUES (" + dice.some(3, () -> expression(depth + 2)) + ")";
    }
    if (dice.oneIn(25)) {
      return "TABLE " + table();
    }
    var sql = new StringBuilder();
    String from = dice.oneIn(12) ? "" : " FROM " + from(depth);
    if (dice.oneIn(15) && !from.isEmpty()) {
      sql.append(from.strip()).append(" SELECT ").append(dice.some(4, () -> item(depth)));
    } else {
      sql.append("SELECT ")
          .append(dice.oneIn(12) ? "DISTINCT " : "")
          .append(dice.oneIn(40) ? "DISTINCT ON (" + column() + ") " : "")
          .append(dice.some(4, () -> item(depth)))
          .append(from);
    }
    if (dice.oneIn(3)) {
      sql.append(" WHERE ").append(expression(depth));
    }
    if (dice.oneIn(4)) {
      sql.append(" GROUP BY ").append(grouping());
    }
    if (dice.oneIn(12)) {
      sql.append(" HAVING ").append(expression(depth + 1));
    }
    if (dice.oneIn(12)) {
      sql.append(" QUALIFY ").append(window(depth)).append(" <= 3");
    }
    if (dice.oneIn(60)) {
      sql.append(dice.pick(List.of(" USING SAMPLE 10%", " OFFSET 1", " WINDOW w AS (ORDER BY 1)")));
    }
    return sql.toString();
  }

  private String grouping() {
    return switch (dice.below(5)) {
      case 0 -> "ALL";
      case 1 -> "ROLLUP (" + dice.some(3, this::column) + ")";
      case 2 -> "GROUPING SETS ((" + column() + "), ())";
      default -> dice.some(2, this::column);
    };
  }

  private String item(int depth) {
    return switch (dice.below(14)) {
      case 0 -> "*";
      case 1 -> "* EXCLUDE (" + column() + ")";
      case 2 -> "* REPLACE (" + expression(depth + 1) + " AS " + column() + ")";
      case 3 ->
          "SqlWords.COLUMNS(" + dice.pick(List.of("'p.*'", "*", "lambda c: c LIKE '%n%'")) + ")";
      case 4 -> window(depth);
      case 5 ->
          expression(depth) + " AS " + dice.pick(List.of("x", "y", "service_name", "\"größe\""));
      default -> expression(depth);
    };
  }

  private String table() {
    return dice.oneIn(25)
        ? dice.pick(SqlWords.FORBIDDEN_TABLES)
        : dice.oneIn(6)
            ? dice.pick(List.of("a", "b", "main.trace_summary"))
            : dice.pick(SqlWords.VIEWS);
  }

  private String from(int depth) {
    if (depth >= 3 || !dice.oneIn(4)) {
      return table() + (dice.oneIn(4) ? " t" + dice.below(3) : "");
    }
    return switch (dice.below(9)) {
      case 0 -> from(depth + 1) + " JOIN " + from(depth + 1) + " USING (" + column() + ")";
      case 1 -> from(depth + 1) + " t8 LEFT JOIN " + table() + " t9 ON " + expression(depth + 2);
      case 2 ->
          from(depth + 1) + " t6 ASOF JOIN " + table() + " t7 ON t6.timestamp >= t7.timestamp";
      case 3 -> "(" + query(depth + 1) + ") s";
      case 4 ->
          "service_percentiles(" + dice.pick(List.of("0.5", "0.99", "q := 1", "2", "NULL")) + ")";
      case 5 ->
          dice.pick(List.of("range(9)", "generate_series(1, 9, 2)", "unnest([1, 2])")) + " r(i)";
      case 6 -> "(VALUES (1, 'a'), (2, 'b')) v(i, s)";
      case 7 -> from(depth + 1) + ", LATERAL (" + query(depth + 2) + ") l";
      default ->
          dice.oneIn(3)
              ? dice.pick(all) + "(" + dice.some(2, () -> dice.pick(SqlWords.LITERALS)) + ")"
              : from(depth + 1) + " POSITIONAL JOIN " + table();
    };
  }

  private String column() {
    return dice.oneIn(20)
        ? dice.pick(List.of("i", "s", "x", "t0.region", "current_catalog", "#1"))
        : dice.pick(SqlWords.COLUMNS);
  }

  private String window(int depth) {
    return dice.pick(
            List.of("row_number()", "sum(request_count)", "lag(region)", "count(*)", "rank()"))
        + " OVER ("
        + (dice.oneIn(2) ? "PARTITION BY " + column() + " " : "")
        + "ORDER BY "
        + column()
        + (dice.oneIn(4)
            ? " ROWS BETWEEN " + expression(depth + 3) + " PRECEDING AND CURRENT ROW"
            : "")
        + ")";
  }

  private String expression(int depth) {
    if (depth >= 4) {
      return dice.oneIn(2) ? column() : dice.pick(SqlWords.LITERALS);
    }
    return switch (dice.below(22)) {
      case 0, 1, 2, 3 -> column();
      case 4, 5 -> dice.pick(SqlWords.LITERALS);
      case 6, 7, 8 ->
          expression(depth + 1) + " " + dice.pick(SqlWords.OPERATORS) + " " + expression(depth + 1);
      case 9, 10, 11 -> dice.pick(allowed) + "(" + arguments(depth) + ")";
      case 12 -> dice.oneIn(4) ? dice.pick(all) + "(" + arguments(depth) + ")" : "count(*)";
      case 13 -> "(" + expression(depth + 1) + ")::" + dice.pick(SqlWords.TYPES);
      case 14 ->
          "CASE WHEN " + expression(depth + 1) + " THEN " + expression(depth + 1) + " ELSE 0 END";
      case 15 ->
          expression(depth + 1) + " IN (" + dice.some(3, () -> dice.pick(SqlWords.LITERALS)) + ")";
      case 16 -> "(" + query(depth + 2) + ")";
      case 17 -> "EXISTS (" + query(depth + 2) + ")";
      case 18 ->
          expression(depth + 1)
              + " BETWEEN "
              + dice.pick(SqlWords.LITERALS)
              + " AND "
              + dice.pick(SqlWords.LITERALS);
      case 19 -> "list_transform([1, 2], lambda v: " + expression(depth + 2) + ")";
      case 20 -> "TRY(" + expression(depth + 1) + ")";
      default -> "sum(" + column() + ") FILTER (WHERE " + expression(depth + 1) + ")";
    };
  }

  private String arguments(int depth) {
    return switch (dice.below(6)) {
      case 0 -> "";
      case 1, 2, 3 -> expression(depth + 1);
      case 4 -> expression(depth + 1) + ", " + dice.pick(SqlWords.LITERALS);
      default ->
          dice.pick(SqlWords.LITERALS)
              + ", "
              + expression(depth + 1)
              + ", "
              + dice.pick(SqlWords.LITERALS);
    };
  }
}
