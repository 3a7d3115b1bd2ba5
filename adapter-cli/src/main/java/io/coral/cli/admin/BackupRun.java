package io.coral.cli.admin;

import static java.util.Objects.requireNonNull;

import io.coral.cli.colony.ColonyChoice;
import io.coral.cli.failure.Complaint;
import io.coral.cli.failure.ExitCode;
import io.coral.cli.parts.Console;
import io.coral.ports.BackupDigest;
import io.coral.ports.Cancellation;
import io.coral.ports.ColonyAdmin;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Fetches a copy of a running colony's database. */
public final class BackupRun {
  private final Administration administration;
  private final Console console;

  public BackupRun(Administration administration, Console console) {
    this.administration = requireNonNull(administration, "administration is null");
    this.console = requireNonNull(console, "console is null");
  }

  /**
   * Zero once the file is whole, or why there is none.
   *
   * @param force whether a file that is there may be replaced
   */
  public Either<Complaint, Integer> run(ColonyChoice.Remote colony, Path file, boolean force) {
    if (Files.isDirectory(file)) {
      return Either.left(Complaint.usage(file + " is a folder", "name a file"));
    }
    if (Files.exists(file) && !force) {
      return Either.left(
          Complaint.usage(
              "there is a file " + file + " already",
              "name another, or add --force to replace it"));
    }
    return administration
        .of(colony, admin -> fetched(admin, file))
        .map(
            digest -> {
              console.dataLine(digest.sha256() + "  " + file);
              console.note("backup of " + digest.bytes() + " bytes");
              return ExitCode.OK.number();
            });
  }

  private static Either<Complaint, BackupDigest> fetched(ColonyAdmin admin, Path file) {
    try (var backup = BackupFile.beside(file)) {
      return admin
          .backup(backup, Cancellation.NEVER)
          .fold(
              failure ->
                  Either.left(
                      backup
                          .fault()
                          .map(fault -> unwritten(file, fault))
                          .orElseGet(() -> Complaint.of(failure))),
              digest -> moved(backup, digest, file));
    } catch (IOException e) {
      return Either.left(unwritten(file, e));
    }
  }

  private static Either<Complaint, BackupDigest> moved(
      BackupFile backup, BackupDigest digest, Path file) {
    try {
      if (!backup.digest().equals(digest)) {
        return Either.left(
            new Complaint(
                ExitCode.UNREACHABLE,
                "what came is not what the colony sent: its SHA-256 differs",
                "ask again"));
      }
      backup.moveTo(file);
      return Either.right(digest);
    } catch (IOException e) {
      return Either.left(unwritten(file, e));
    }
  }

  private static Complaint unwritten(Path file, IOException fault) {
    return Complaint.usage(
        file + " cannot be written: " + fault.getMessage(),
        "name a file in a folder that can be written and has room");
  }
}
