package io.coral.cli.script;

import static java.util.Objects.requireNonNull;

import io.coral.cli.failure.Complaint;
import io.coral.cli.failure.ExitCode;
import io.coral.cli.parts.Console;
import io.coral.cli.parts.Parts;
import io.coral.cli.parts.Surroundings;
import io.coral.ports.ScriptListener;
import io.coral.ports.ScriptSource;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Checks scripts without running them. */
public final class ScriptChecks {
  /** Far more than a script's types need. */
  static final Duration TIMEOUT = Duration.ofMinutes(2);

  private final Parts parts;
  private final Surroundings surroundings;
  private final Console console;

  public ScriptChecks(Parts parts, Surroundings surroundings, Console console) {
    this.parts = requireNonNull(parts, "parts is null");
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
    this.console = requireNonNull(console, "console is null");
  }

  /**
   * Checks each, and says what is wrong with it.
   *
   * @param scripts absolute
   * @param root the folder they may import from, where the user names one
   * @return zero, or the code of the first that is not well
   */
  public Either<Complaint, Integer> run(List<Path> scripts, Optional<Path> root) {
    int code = ExitCode.OK.number();
    for (Path script : scripts) {
      Optional<Complaint> wrong = check(script, root);
      wrong.ifPresent(
          complaint -> console.error(named(script, complaint.message()), complaint.hint()));
      if (code == ExitCode.OK.number() && wrong.isPresent()) {
        code = wrong.get().exitCode().number();
      }
    }
    return Either.right(code);
  }

  private Optional<Complaint> check(Path script, Optional<Path> asked) {
    var source = new ScriptSource.File(script);
    return ScriptRoot.of(source, asked, surroundings)
        .fold(
            Optional::of,
            root ->
                parts
                    .scripts()
                    .check(source, root.folder(), TIMEOUT, ScriptListener.SILENT)
                    .map(Complaint::of));
  }

  /** Some messages name the script themselves, with the line. */
  private String named(Path script, String message) {
    String name = shown(script);
    return message.startsWith(name) ? message : name + ": " + message;
  }

  private String shown(Path script) {
    Path working = surroundings.workingFolder();
    return (script.startsWith(working) ? working.relativize(script) : script).toString();
  }
}
