package io.coral.cli.command;

import static java.util.Objects.requireNonNull;

import io.coral.cli.admin.BackupRun;
import io.coral.cli.failure.Complaint;
import io.coral.cli.parts.Surroundings;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code coral colony backup}. */
final class ColonyBackupVerb implements Verb {
  private static final String FILE = "FILE";
  private static final String FORCE = "--force";

  private final Surroundings surroundings;
  private final BackupRun backupRun;

  ColonyBackupVerb(Surroundings surroundings, BackupRun backupRun) {
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
    this.backupRun = requireNonNull(backupRun, "backupRun is null");
  }

  @Override
  public String doing() {
    return "back up the colony";
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.of(
            this,
            "coral colony backup FILE [OPTIONS]",
            "The copy is what the colony had at one moment; it goes on answering and taking"
                + " telemetry. FILE appears once it is whole and its SHA-256, which is printed, is"
                + " right. Any command reads it with --db. The colony needs room beside its"
                + " database for a second one while the backup is made. Needs a token for admin,"
                + " where the colony asks for tokens.");
    spec.addPositional(Specs.parameter(FILE, "1", "Where the copy goes, for its owner only."));
    spec.addOption(Specs.flag(FORCE, "Replace FILE, if it is there."));
    AdminArguments.addTo(spec);
    return spec.addOption(Specs.help());
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("coral colony backup monday.duckdb", "of the colony on this machine"),
        new Example("coral colony backup latest.duckdb --force", "in place of the one before"));
  }

  @Override
  public Either<Complaint, Integer> run(Arguments arguments) {
    Path file = Paths.of(FILE, arguments.positional().orElseThrow(), surroundings);
    return backupRun.run(AdminArguments.of(arguments, surroundings), file, arguments.has(FORCE));
  }
}
