package io.coral.duckdb.read;

import io.coral.domain.failure.QueryFailure;
import io.coral.duckdb.sql.OutOfMemory;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** What DuckDB's errors mean to whoever asked. Its own words stay here: they may name files. */
public final class Failures {
  private static final Logger LOG = System.getLogger(Failures.class.getName());

  private Failures() {}

  public static QueryFailure ofQuery(Exception error) {
    if (OutOfMemory.isCauseOf(error)) {
      return OutOfMemory.failure();
    }
    LOG.log(Level.ERROR, "the store failed to answer", error);
    return new QueryFailure.Unavailable("the store cannot be read", "");
  }

  public static QueryFailure closed() {
    return new QueryFailure.Unavailable("the store is closed", "");
  }
}
