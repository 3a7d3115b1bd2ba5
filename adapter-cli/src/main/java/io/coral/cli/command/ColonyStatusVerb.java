package io.coral.cli.command;

import static java.util.Objects.requireNonNull;

import io.coral.cli.admin.StatusRun;
import io.coral.cli.failure.Complaint;
import io.coral.cli.parts.Surroundings;
import io.vavr.control.Either;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code coral colony status}. */
final class ColonyStatusVerb implements Verb {
  private final Surroundings surroundings;
  private final StatusRun statusRun;

  ColonyStatusVerb(Surroundings surroundings, StatusRun statusRun) {
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
    this.statusRun = requireNonNull(statusRun, "statusRun is null");
  }

  @Override
  public String doing() {
    return "tell how the colony is";
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.of(
            this,
            "coral colony status [OPTIONS]",
            "Shows its version and this one, since when it runs, how much it has and what room that"
                + " takes, what it took in, and which ports are open. What should be done something"
                + " about goes to stderr. Needs a token for admin, where the colony asks for"
                + " tokens.");
    AdminArguments.addTo(spec);
    OutputArguments.addTo(spec);
    return spec.addOption(Specs.help());
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("coral colony status", "of the colony on this machine"),
        new Example("coral colony status -o json", "for programs"));
  }

  @Override
  public Either<Complaint, Integer> run(Arguments arguments) {
    return statusRun.run(AdminArguments.of(arguments, surroundings), OutputArguments.of(arguments));
  }
}
