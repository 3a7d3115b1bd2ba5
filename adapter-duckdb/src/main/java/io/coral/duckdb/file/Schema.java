package io.coral.duckdb.file;

import io.coral.domain.failure.QueryFailure;
import io.coral.ports.ColonyStores.Access;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalInt;
import org.duckdb.DuckDBConnection;

/**
 * Tells whether a database is one of ours, makes an empty one so, and brings older ones up to date.
 */
public final class Schema {
  private static final Logger LOG = System.getLogger(Schema.class.getName());

  /** What tables.sql says of itself. */
  static final int VERSION = 3;

  /** Older files are of no version that was ever released. */
  private static final int OLDEST = 1;

  private Schema() {}

  /**
   * @param root the only connection
   * @return why the database cannot be used, if so
   */
  public static Optional<QueryFailure> prepare(
      DuckDBConnection root, Path database, Access access, Room room) throws SQLException {
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
    if (version == VERSION) {
      return Optional.empty();
    }
    if (version < OLDEST || access == Access.READ_ONLY) {
      return Optional.of(OpenFailures.older(database, version));
    }
    return upgrade(root, database, version, room);
  }

  /** Nothing of it is begun where the disk plainly has no room for what is copied on the way. */
  private static Optional<QueryFailure> upgrade(
      DuckDBConnection root, Path database, int version, Room room) throws SQLException {
    if (!room.isEnoughFor(Database.usedBytes(root))) {
      return Optional.of(OpenFailures.noRoomForUpgrade(database, version));
    }
    Database.upgrade(root, version + 1, VERSION);
    if (room.isEnoughForACheckpoint()) {
      checkpoint(root);
    }
    return Optional.empty();
  }

  /** Until then what was copied takes its room twice; where it fails, the caretaker makes one. */
  private static void checkpoint(DuckDBConnection root) {
    try {
      Database.checkpoint(root);
    } catch (SQLException e) {
      LOG.log(Level.WARNING, "no checkpoint was made after the upgrade", e);
    }
  }
}
