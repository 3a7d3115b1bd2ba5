package io.coral.duckdb.file;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that SQL users are told of {@link VersionTwo}, over windows of every kind. */
final class SqlTold {
  private static final List<String> QUESTIONS =
      List.of(
          "service_summary",
          "system_metrics_rollup",
          "service_percentiles(0)",
          "service_percentiles(0.5)",
          "service_percentiles(0.99)",
          "service_percentiles(1)");

  /** Minutes since the first. */
  private static final long[][] WINDOWS = {
    {-100, 1_000}, // everything
    {75, 210}, // hours alone
    {137, 340}, // from there to minutes
    {301, 475}, // sorted minutes
    {470, 620} // not rolled up yet
  };

  private SqlTold() {}

  /** The rows of each view by its name and window, in order. */
  static Map<String, List<String>> by(Connection connection) throws SQLException {
    var all = new LinkedHashMap<String, List<String>>();
    try (var statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      for (long[] window : WINDOWS) {
        statement.execute("SET VARIABLE coral_from = " + timestamp(window[0]));
        statement.execute("SET VARIABLE coral_to = " + timestamp(window[1]));
        for (String question : QUESTIONS) {
          all.put(question + " from " + window[0] + " to " + window[1], rows(statement, question));
        }
      }
    }
    return all;
  }

  private static String timestamp(long minute) {
    return "to_timestamp(" + (VersionTwo.FIRST + minute) * 60 + ")";
  }

  private static List<String> rows(Statement statement, String question) throws SQLException {
    try (ResultSet rows =
        statement.executeQuery("SELECT t::VARCHAR FROM " + question + " t ORDER BY 1")) {
      var all = new ArrayList<String>();
      while (rows.next()) {
        all.add(rows.getString(1));
      }
      return all;
    }
  }
}
