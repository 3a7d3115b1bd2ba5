package io.coral.duckdb;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The room that a database has on its disk. A checkpoint that runs out of it costs the database, so
 * that none is begun without.
 */
final class Room {
  /** Of the log, after which a checkpoint is due: what is there is read again at every start. */
  private static final long LOG_BYTES = 16L * 1024 * 1024;

  /** Beyond what is in the log, for what a checkpoint writes anew on the way. */
  private static final long SPARE_BYTES = 4L * 1024 * 1024;

  private final Optional<Path> database;

  /**
   * @param database empty for one in memory
   */
  Room(Optional<Path> database) {
    this.database = requireNonNull(database, "database is null");
  }

  boolean isCheckpointDue() {
    return database.isPresent() && logBytes(database.get()) >= LOG_BYTES;
  }

  boolean isEnoughForACheckpoint() {
    if (database.isEmpty()) {
      return true;
    }
    try {
      Path file = database.get();
      return Files.getFileStore(file).getUsableSpace() >= 2 * logBytes(file) + SPARE_BYTES;
    } catch (IOException e) {
      return true; // it is not known, as on some networks
    }
  }

  private static long logBytes(Path file) {
    try {
      return Files.size(file.resolveSibling(file.getFileName() + ".wal"));
    } catch (IOException noLog) {
      return 0;
    }
  }
}
