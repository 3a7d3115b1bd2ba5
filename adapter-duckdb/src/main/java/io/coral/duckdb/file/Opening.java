package io.coral.duckdb.file;

import io.coral.domain.failure.QueryFailure;
import io.vavr.control.Either;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.SQLException;
import org.duckdb.DuckDBConnection;
import org.jooq.exception.DataAccessException;

/** Opens a database and hands it on, or closes it again. */
public final class Opening {
  private static final Logger LOG = System.getLogger(Opening.class.getName());

  private Opening() {}

  /** Opens a connection. */
  public interface Source {
    DuckDBConnection open() throws SQLException;
  }

  /** Makes something of an open database; if it succeeds, closing is its business. */
  public interface Use<A> {
    Either<QueryFailure, A> with(DuckDBConnection root) throws SQLException, IOException;
  }

  /**
   * @param file what failures name
   */
  public static <A> Either<QueryFailure, A> of(Path file, Source source, Use<A> use) {
    Warmup.begin();
    DuckDBConnection root;
    try {
      root = source.open();
    } catch (SQLException e) {
      return Either.left(OpenFailures.of(file, e));
    }
    boolean taken = false;
    try {
      Either<QueryFailure, A> result = use.with(root);
      taken = result.isRight();
      return result;
    } catch (SQLException | IOException | DataAccessException e) {
      return Either.left(OpenFailures.of(file, e));
    } finally {
      if (!taken) {
        close(root);
      }
    }
  }

  /** Closes what nobody could do anything about if it does not close. */
  public static void close(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      LOG.log(Level.ERROR, "a database could not be closed", e);
    }
  }
}
