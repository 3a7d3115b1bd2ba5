package io.coral.duckdb.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The database files that this process has open, each once. DuckDB's lock holds against other
 * processes only; within one, a second open would share the first one's database and settings.
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
