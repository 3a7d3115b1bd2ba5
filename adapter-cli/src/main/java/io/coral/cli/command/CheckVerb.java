package io.coral.cli.command;

import static java.util.Objects.requireNonNull;

import io.coral.cli.failure.Complaint;
import io.coral.cli.parts.Surroundings;
import io.coral.cli.script.ScriptChecks;
import io.vavr.control.Either;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code coral check SCRIPT...}. */
final class CheckVerb implements Verb {
  private static final String ROOT = "--root";

  private final Surroundings surroundings;
  private final ScriptChecks checks;

  CheckVerb(Surroundings surroundings, ScriptChecks checks) {
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
    this.checks = requireNonNull(checks, "checks is null");
  }

  @Override
  public String doing() {
    return "check the script";
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.of(
            this,
            "coral check SCRIPT... [--root DIR]",
            "Judges what each script imports, as coral run does, and lets TypeScript check its"
                + " types. Nothing runs, and no colony is asked. Exits with 0 if all is well, and"
                + " with 1 if TypeScript finds a mistake.");
    spec.addPositional(Specs.parameters("SCRIPT", "The files to check."));
    spec.addOption(Specs.value(ROOT, "DIR", "The folder that they may import from."));
    return spec.addOption(Specs.help());
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("coral check latency-check.ts", "before it is committed"),
        new Example("coral check latency-check.ts long-analysis.ts", "several at once"));
  }

  @Override
  public Either<Complaint, Integer> run(Arguments arguments) {
    return checks.run(
        arguments.positionals().stream()
            .map(script -> Paths.of("SCRIPT", script, surroundings))
            .toList(),
        arguments.option(ROOT).map(text -> Paths.of(ROOT, text, surroundings)));
  }
}
