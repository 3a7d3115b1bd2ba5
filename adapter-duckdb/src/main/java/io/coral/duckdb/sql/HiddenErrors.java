package io.coral.duckdb.sql;

import static java.util.stream.Collectors.joining;

import java.sql.SQLException;
import java.util.stream.IntStream;
import org.duckdb.DuckDBPreparedStatement;

/**
 * Finds out what ended a statement where the driver does not say it. Rows are read while the engine
 * makes them, and an error among them, even before the first, is told as an invalid result, or as
 * an end like any other. What fails before there is a result is told as it is: so the statement is
 * run once more as part of one that needs all of its values before it has a row.
 */
public final class HiddenErrors {
  private static final String HIDDEN = "Invalid result set";

  private HiddenErrors() {}

  /** Whether the driver does not say what ended a statement. */
  public static boolean isHidden(Exception shown) {
    return String.valueOf(shown.getMessage()).contains(HIDDEN);
  }

  /**
   * The error behind one that was shown.
   *
   * @param sql what was run, as the engine got it
   * @param columns how many it has
   */
  static SQLException behind(
      SQLException shown, OpenStatement open, Lever lever, String sql, int columns) {
    if (lever.isPulled()) {
      // To begin anew would let the engine forget that it was told to stop.
      return Lever.stopped();
    }
    String names = IntStream.range(0, columns).mapToObj(i -> "v" + i).collect(joining(", "));
    String again =
        "SELECT bit_xor(hash(%s)) FROM (\n%s\n) AS whole(%s)".formatted(names, sql, names);
    try {
      open.restart();
    } catch (SQLException closed) {
      return closed;
    }
    try (DuckDBPreparedStatement statement =
        open.connection().prepareStatement(again).unwrap(DuckDBPreparedStatement.class)) {
      lever.runs(statement);
      statement.query().close();
      return shown;
    } catch (SQLException found) {
      return found;
    }
  }
}
