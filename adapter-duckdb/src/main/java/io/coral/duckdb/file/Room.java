package io.coral.duckdb.file;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The room that a database has on its disk. A checkpoint that runs out of it costs the database, so
 * that none is begun without.
 */
public final class Room {
  /** Of the log, after which a checkpoint is due: what is there is read again at every start. */
  private static final long LOG_BYTES = 16L * 1024 * 1024;

  /** Beyond what is in the log, for what a checkpoint writes anew on the way. */
  private static final long SPARE_BYTES = 4L * 1024 * 1024;

  private final Optional<Path> database;
  private final Disk disk;

  /**
   * @param database empty for one in memory
   */
  public Room(Optional<Path> database) {
    this(database, file -> Files.getFileStore(file).getUsableSpace());
  }

  Room(Optional<Path> database, Disk disk) {
    this.database = requireNonNull(database, "database is null");
    this.disk = requireNonNull(disk, "disk is null");
  }

  /** What a file lies on. */
  interface Disk {
    /** Bytes that can still be written there. */
    long usableBytes(Path file) throws IOException;
  }

  public boolean isCheckpointDue() {
    return database.isPresent() && logBytes(database.get()) >= LOG_BYTES;
  }

  public boolean isEnoughForACheckpoint() {
    return database.isEmpty() || isEnoughFor(2 * logBytes(database.get()) + SPARE_BYTES);
  }

  /** Whether the disk has so much room left; so it is taken where that is not known. */
  boolean isEnoughFor(long bytes) {
    try {
      return database.isEmpty() || disk.usableBytes(database.get()) >= bytes;
    } catch (IOException e) {
      return true; // as on some networks
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
