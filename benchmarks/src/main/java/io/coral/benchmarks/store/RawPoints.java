package io.coral.benchmarks.store;

import io.coral.benchmarks.traffic.StoreFill;
import io.coral.benchmarks.traffic.StoreFill.Reported;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.duckdb.DuckDBConnection;

/**
 * What the same questions cost where every value is kept: all requests as raw points in DuckDB, in
 * memory, sorted by service and time, and its own exact percentile over them.
 */
final class RawPoints implements StoreAnswers, AutoCloseable {
  private final Connection connection;

  RawPoints() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    run("CREATE TABLE arrived (service INTEGER, minute BIGINT, nanos DOUBLE)");
  }

  void put(List<Reported> reported) throws SQLException {
    try (var rows = connection.unwrap(DuckDBConnection.class).createAppender("arrived")) {
      for (Reported each : reported) {
        if (each.isOfRequests()) {
          for (double nanos : each.nanos()) {
            rows.beginRow().append(each.service()).append(each.minute()).append(nanos).endRow();
          }
        }
      }
    }
  }

  void sort() throws SQLException {
    run("CREATE TABLE point AS FROM arrived ORDER BY service, minute");
    run("DROP TABLE arrived");
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public String name() {
    return "raw points";
  }

  @Override
  public boolean knows(StoreQuestion question) {
    return question.metric().equals(StoreFill.METRICS.getFirst());
  }

  @Override
  public double p99(StoreQuestion question, int service) throws SQLException {
    String of =
        question.ofAll()
            ? "SELECT service, quantile_cont(nanos, 0.99) FROM point WHERE minute >= ? GROUP BY ALL"
            : "SELECT service, quantile_cont(nanos, 0.99) FROM point WHERE minute >= ?"
                + " AND service = ? GROUP BY ALL";
    try (PreparedStatement statement = connection.prepareStatement(of)) {
      statement.setLong(1, StoreBenchmark.firstMinute(question.window()));
      if (!question.ofAll()) {
        statement.setInt(2, service);
      }
      double answer = Double.NaN;
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          if (rows.getInt(1) == service) {
            answer = rows.getDouble(2);
          }
        }
      }
      return answer;
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
