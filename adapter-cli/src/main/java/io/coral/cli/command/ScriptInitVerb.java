package io.coral.cli.command;

import static java.util.Objects.requireNonNull;

import io.coral.cli.failure.Complaint;
import io.coral.cli.parts.Surroundings;
import io.coral.cli.script.StarterScript;
import io.vavr.control.Either;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code coral script init [DIR]}. */
final class ScriptInitVerb implements Verb {
  private final Surroundings surroundings;
  private final StarterScript starter;

  ScriptInitVerb(Surroundings surroundings, StarterScript starter) {
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
    this.starter = requireNonNull(starter, "starter is null");
  }

  @Override
  public String doing() {
    return "write a first script";
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.of(
            this,
            "coral script init [DIR]",
            "Writes a script, a deno.json, a tsconfig.json, and the SDK's declarations in"
                + " .coral/types. Editors use them, with Deno's extension and without; coral run"
                + " does not. Files that are there already stay as they are: then nothing is"
                + " written.");
    spec.addPositional(
        Specs.parameter("DIR", "0..1", "Made if it is not there. Default: the current folder."));
    return spec.addOption(Specs.help());
  }

  @Override
  public List<Example> examples() {
    return List.of(new Example("coral script init my-scripts", "in a folder of their own"));
  }

  @Override
  public Either<Complaint, Integer> run(Arguments arguments) {
    return starter.writeInto(
        arguments
            .positional()
            .map(text -> Paths.of("DIR", text, surroundings))
            .orElse(surroundings.workingFolder()));
  }
}
