package io.coral.duckdb.read;

import io.coral.duckdb.file.Database;
import io.coral.duckdb.read.Watchdog.Watch;
import io.coral.duckdb.sql.HiddenErrors;
import java.sql.SQLException;
import org.duckdb.DuckDBConnection;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;

/** Finds out why a question failed where the driver does not say it. */
final class UnhiddenErrors implements ExecuteListener {
  private static final long serialVersionUID = 1L;

  private final transient DuckDBConnection connection;
  private final transient Watch watch;

  /**
   * @param connection on which the question is asked
   * @param watch stops this, too
   */
  UnhiddenErrors(DuckDBConnection connection, Watch watch) {
    this.connection = connection;
    this.watch = watch;
  }

  @Override
  public void exception(ExecuteContext context) {
    SQLException shown = context.sqlException();
    String sql = context.sql();
    if (shown != null && sql != null && HiddenErrors.isHidden(shown) && watch.cause().isEmpty()) {
      try {
        Database.hiddenError(connection, sql, watch::runs).ifPresent(context::sqlException);
      } finally {
        watch.runs(null);
      }
    }
  }
}
