package io.coral.duckdb;

import io.coral.ports.ColonyStores.Access;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The database files that this process writes. DuckDB's lock holds against other processes only;
 * within one, a second open would silently share the first one's database and write beside it.
 */
final class OpenFiles {
  private static final Set<Path> WRITTEN = ConcurrentHashMap.newKeySet();

  private OpenFiles() {}

  /**
   * Claims a file.
   *
   * @return gives the claim back; empty if this process writes the file already
   */
  static Optional<Runnable> claim(Path database, Access access) {
    Path file = identity(database);
    return switch (access) {
      case READ_WRITE ->
          WRITTEN.add(file) ? Optional.of(() -> WRITTEN.remove(file)) : Optional.empty();
      case READ_ONLY -> WRITTEN.contains(file) ? Optional.empty() : Optional.of(() -> {});
    };
  }

  private static Path identity(Path database) {
    Path absolute = database.toAbsolutePath().normalize();
    try {
      return absolute.toRealPath();
    } catch (IOException notThereYet) {
      return absolute;
    }
  }
}
