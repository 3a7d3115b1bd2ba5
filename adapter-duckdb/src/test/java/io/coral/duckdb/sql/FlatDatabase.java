package io.coral.duckdb.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duckdb.DuckDBConnection;

/**
 * The views of the colony over one plain table each, so that a plan shows in few lines what a
 * statement reads. The hidden tables are all there.
 */
final class FlatDatabase implements AutoCloseable {
  private static final Set<String> READABLE =
      Set.of(
          "memory.store.flat_service",
          "memory.store.flat_trace",
          "memory.store.flat_system",
          "memory.store.flat_percentiles");

  /** Operators that only compute. Scans of tables and of functions are looked at by name. */
  private static final Set<String> HARMLESS =
      Set.of(
          "AGGREGATE",
          "ASOF_JOIN",
          "BLOCKWISE_NL_JOIN",
          "COLUMN_DATA_SCAN",
          "CROSS_PRODUCT",
          "CTE",
          "CTE_SCAN",
          "DELIM_SCAN",
          "DUMMY_SCAN",
          "EMPTY_RESULT",
          "EXPRESSION_SCAN",
          "FILTER",
          "HASH_GROUP_BY",
          "HASH_JOIN",
          "IE_JOIN",
          "INOUT_FUNCTION",
          "LEFT_DELIM_JOIN",
          "LIMIT",
          "LIMITED_DISTINCT",
          "LIMIT_PERCENT",
          "NESTED_LOOP_JOIN",
          "ORDER_BY",
          "PARTITIONED_AGGREGATE",
          "PERFECT_HASH_GROUP_BY",
          "PIECEWISE_MERGE_JOIN",
          "POSITIONAL_JOIN",
          "POSITIONAL_SCAN",
          "PROJECTION",
          "RANGE",
          "GENERATE_SERIES",
          "RIGHT_DELIM_JOIN",
          "SEQ_SCAN",
          "STREAMING_LIMIT",
          "STREAMING_WINDOW",
          "TOP_N",
          "UNGROUPED_AGGREGATE",
          "UNION",
          "UNNEST",
          "WINDOW");

  private static final Pattern TABLE = Pattern.compile("\"Table\": \"([^\"]*)\"");
  private static final Pattern OPERATOR = Pattern.compile("\"name\": \"([^\"]*)\"");

  private final SummaryDatabase database;

  private FlatDatabase(SummaryDatabase database) {
    this.database = database;
  }

  static FlatDatabase open() throws SQLException {
    SummaryDatabase database = SummaryDatabase.open();
    long from = SummaryDatabase.START.getEpochSecond() * 1_000_000;
    database.run("SET VARIABLE coral_from = make_timestamptz(" + from + ")");
    database.run("SET VARIABLE coral_to = make_timestamptz(" + (from + 7_200_000_000L) + ")");
    flatten(database, "flat_service", "service_summary");
    flatten(database, "flat_trace", "trace_summary");
    flatten(database, "flat_system", "system_metrics_rollup");
    database.run("CREATE TABLE store.flat_percentiles AS FROM main.service_percentiles(0.5)");
    database.run(
        "CREATE OR REPLACE MACRO main.service_percentiles(q) AS TABLE"
            + " FROM store.flat_percentiles WHERE value >= q");
    return new FlatDatabase(database);
  }

  private static void flatten(SummaryDatabase database, String table, String view)
      throws SQLException {
    database.run("CREATE TABLE store." + table + " AS FROM main." + view);
    database.run("CREATE OR REPLACE VIEW main." + view + " AS FROM store." + table);
  }

  DuckDBConnection connect() throws SQLException {
    return database.connect();
  }

  List<String> content() throws SQLException {
    return database.content();
  }

  /**
   * What a statement would read or do beyond the views; empty if it is harmless.
   *
   * @throws SQLException if it does not fit the tables
   */
  static Set<String> strangeParts(DuckDBConnection connection, String sql) throws SQLException {
    String plan;
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("EXPLAIN (FORMAT json) " + sql)) {
      result.next();
      plan = result.getString(2);
    }
    Set<String> strange = new TreeSet<>();
    for (Matcher table = TABLE.matcher(plan); table.find(); ) {
      if (!READABLE.contains(table.group(1))) {
        strange.add(table.group(1));
      }
    }
    for (Matcher operator = OPERATOR.matcher(plan); operator.find(); ) {
      if (!HARMLESS.contains(operator.group(1).strip())) {
        strange.add(operator.group(1));
      }
    }
    return strange;
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
