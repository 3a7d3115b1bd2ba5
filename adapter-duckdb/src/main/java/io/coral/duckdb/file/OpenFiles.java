package io.coral.duckdb.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The database files that this process has open, each once. DuckDB itself opens one for several
 * readers in a process; but the lock of a process ends with the first of them that is closed, and
 * then others write what the rest still read.
 */
public final class OpenFiles {
  private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

  private OpenFiles() {}

  /**
   * Claims a file.
   *
   * @return gives the claim back; empty if the file is open already
   */
  public static Optional<Runnable> claim(Path database) {
    Path file = identity(database);
    return OPEN.add(file) ? Optional.of(() -> OPEN.remove(file)) : Optional.empty();
  }

  private static Path identity(Path database) {
    try {
      return database.toRealPath();
    } catch (IOException notThereYet) {
      return database.toAbsolutePath().normalize();
    }
  }
}
