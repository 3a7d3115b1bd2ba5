package io.coral.duckdb.sql;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** What is stopped begins no more. */
class LeverTest {
  private final Lever lever = new Lever();

  @Test
  void runs_beforeItIsPulled_isTaken() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      assertThatCode(() -> lever.runs(statement)).doesNotThrowAnyException();
    }
  }

  @Test
  void runs_afterACancel_isRefused() throws SQLException {
    lever.cancel();

    refusesAnother();
  }

  @Test
  void runs_afterAClose_isRefused() throws SQLException {
    lever.close();

    refusesAnother();
  }

  private void refusesAnother() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> lever.runs(statement))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("stopped");
    }
  }
}
