package io.coral.duckdb;

import io.coral.domain.failure.QueryFailure;
import io.coral.ports.ColonyStores.Access;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalInt;
import org.duckdb.DuckDBConnection;

/** Tells whether a database is one of ours, and makes an empty one so. */
final class Schema {
  /** What schema.sql says of itself. */
  static final int VERSION = 1;

  private Schema() {}

  /**
   * @return why the database cannot be used, if so
   */
  static Optional<QueryFailure> prepare(DuckDBConnection root, Path database, Access access)
      throws SQLException {
    OptionalInt found = Database.schemaVersion(root);
    if (found.isEmpty()) {
      if (access == Access.READ_ONLY || Database.hasTables(root)) {
        return Optional.of(OpenFailures.foreign(database));
      }
      Database.create(root);
      return Optional.empty();
    }
    int version = found.getAsInt();
    if (version > VERSION) {
      return Optional.of(OpenFailures.newer(database, version));
    }
    return version < VERSION
        ? Optional.of(OpenFailures.older(database, version))
        : Optional.empty();
  }
}
