package io.coral.duckdb.file;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The files of a database's copy while it is made: beside the database, where there is room for it,
 * and by names that tell a later start what to sweep.
 *
 * @param database that is copied
 * @param file the copy itself
 */
public record CopyFiles(Path database, Path file) {
  private static final Logger LOG = System.getLogger(CopyFiles.class.getName());

  public CopyFiles {
    requireNonNull(database, "database is null");
    requireNonNull(file, "file is null");
  }

  public static CopyFiles beside(Path database) {
    Path whole = database.toAbsolutePath();
    return new CopyFiles(whole, whole.resolveSibling(whole.getFileName() + ".copy"));
  }

  /** With those that DuckDB makes on the way. */
  List<Path> all() {
    return List.of(file, beside(".wal"), beside(".wal.checkpoint"), beside(".wal.recovery"));
  }

  private Path beside(String ending) {
    return file.resolveSibling(file.getFileName() + ending);
  }

  /** Leaves nothing of a copy; what cannot be deleted is left to the next time. */
  public void delete() {
    for (Path each : all()) {
      try {
        Files.deleteIfExists(each);
      } catch (IOException e) {
        LOG.log(Level.WARNING, "a file of a copy cannot be deleted: " + each.getFileName(), e);
      }
    }
  }
}
