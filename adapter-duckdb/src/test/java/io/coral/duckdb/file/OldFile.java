package io.coral.duckdb.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A database file of an earlier version. schema-1.sql is what version 1 ran to make one, and so on.
 */
public record OldFile(Path path) {
  public static OldFile of(int version, Path path) throws IOException, SQLException {
    var file = new OldFile(path);
    try (var in = OldFile.class.getResourceAsStream("schema-" + version + ".sql")) {
      file.run(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    return file;
  }

  /** Runs SQL as it is, all on one connection. */
  public void run(String... all) throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      for (String sql : all) {
        statement.execute(sql);
      }
    }
  }

  /** The first column. */
  List<String> column(String sql) throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var all = new ArrayList<String>();
      while (rows.next()) {
        all.add(rows.getString(1));
      }
      return all;
    }
  }

  public long number(String sql) throws SQLException {
    return Long.parseLong(column(sql).getFirst());
  }

  int version() throws SQLException {
    return (int) number("SELECT version FROM store.schema_version");
  }

  /** While nothing else has it open. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:duckdb:" + path);
  }
}
