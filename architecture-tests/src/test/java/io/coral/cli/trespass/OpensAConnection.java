package io.coral.cli.trespass;

import io.coral.architecture.Breaks;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

@Breaks("sql_stays_in_the_duckdb_adapter")
final class OpensAConnection {

  Connection open() throws SQLException {
    return DriverManager.getConnection("jdbc:duckdb:");
  }
}
