package io.coral.duckdb.file;

import io.coral.domain.failure.QueryFailure;
import io.coral.ports.ColonyStores.Access;
import java.io.File;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Why a database file cannot be opened, by its name and without its folder. */
public final class OpenFailures {
  private static final Logger LOG = System.getLogger(OpenFailures.class.getName());

  private static final String RESTORE =
      "use a backup, as coral colony backup makes them, or copy the file again";

  private OpenFailures() {}

  /** What is wrong with a database's name, before it is opened. */
  public static Optional<QueryFailure> ofName(Path database, Access access) {
    if (isMisread(database)) {
      return bad(
          name(database) + " lies where DuckDB cannot open it", "use a path without backslashes");
    }
    if (Files.isDirectory(database)) {
      return bad(name(database) + " is a folder", "name a database file");
    }
    return switch (access) {
      case READ_ONLY ->
          Files.exists(database)
              ? Optional.empty()
              : bad("there is no file " + name(database), "coral import makes one from OTLP files");
      case READ_WRITE -> Optional.empty();
    };
  }

  public static QueryFailure noSample(Path sample) {
    return new QueryFailure.BadArgument(
        "sample", name(sample) + " holds no sample", "name a folder that coral has exported");
  }

  /** Whether DuckDB would take a part of a name for a folder, and open another file. */
  private static boolean isMisread(Path database) {
    return File.separatorChar == '/' && database.toAbsolutePath().toString().indexOf('\\') >= 0;
  }

  private static Optional<QueryFailure> bad(String reason, String hint) {
    return Optional.of(new QueryFailure.BadArgument("db", reason, hint));
  }

  static QueryFailure held(Path database) {
    return new QueryFailure.Unavailable(
        name(database) + " is held by another process, such as a running colony",
        "ask that colony with --colony HOST:PORT");
  }

  public static QueryFailure openAlready(Path database) {
    return new QueryFailure.Unavailable(
        name(database) + " is open in this process already", "use the store that was opened first");
  }

  static QueryFailure foreign(Path database) {
    return new QueryFailure.Unavailable(
        name(database) + " is not a colony's database", "name a file that coral has made");
  }

  static QueryFailure newer(Path database, int version) {
    return new QueryFailure.Unavailable(
        name(database) + " has schema version " + version + ", newer than this program knows",
        "use a newer coral");
  }

  static QueryFailure older(Path database, int version) {
    return new QueryFailure.Unavailable(
        name(database) + " has schema version " + version + " and must be brought up to date first",
        "coral colony start or coral import do so when they open it");
  }

  static QueryFailure noRoomForUpgrade(Path database, int version) {
    return new QueryFailure.Unavailable(
        name(database)
            + " has schema version "
            + version
            + " and must be brought up to date first, for which there is no room on its disk",
        "make as much room as the file takes, and try again");
  }

  /** From DuckDB's own words, which name folders and processes and stay here. */
  static QueryFailure of(Path database, Exception error) {
    String message = String.valueOf(error.getMessage());
    if (message.contains("Could not set lock") || message.contains("Conflicting lock")) {
      return held(database);
    }
    if (message.contains("not a valid DuckDB database file")) {
      return foreign(database);
    }
    if (message.contains("version number")) {
      return new QueryFailure.Unavailable(
          name(database) + " was written by another version of DuckDB",
          "use the coral that made it");
    }
    if (message.contains("Read-only file system") || message.contains("Permission denied")) {
      return new QueryFailure.AccessDenied(
          QueryFailure.AccessDenied.Kind.PERMISSION_DENIED,
          name(database) + " may not be opened so by this user",
          "a colony and an import must write the file, and others beside it in its folder");
    }
    if (message.contains("No such file or directory")) {
      return new QueryFailure.BadArgument(
          "db", "there is no folder for " + name(database), "make it, or name another");
    }
    if (message.contains("No space left on device")) {
      return new QueryFailure.Unavailable(
          "there is no room on the disk of " + name(database), "make some, and try again");
    }
    if (message.contains("Could not read enough bytes")) {
      return new QueryFailure.Unavailable(name(database) + " is cut off", RESTORE);
    }
    if (message.contains("Corrupt database file") || message.contains("Data Corruption Error")) {
      return new QueryFailure.Unavailable(
          name(database) + " is damaged: its checksums do not fit", RESTORE);
    }
    LOG.log(Level.DEBUG, "a database could not be opened", error);
    return new QueryFailure.Unavailable(
        name(database) + " cannot be opened", "check that it may be read and written and is whole");
  }

  private static String name(Path database) {
    return String.valueOf(database.getFileName());
  }
}
