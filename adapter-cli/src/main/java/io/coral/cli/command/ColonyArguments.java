package io.coral.cli.command;

import io.coral.cli.colony.ColonyChoice;
import io.coral.cli.colony.HostPort;
import io.coral.cli.parts.Surroundings;
import picocli.CommandLine.Model.CommandSpec;

/** The options that choose a colony. */
final class ColonyArguments {
  static final String ADDRESS_VARIABLE = "CORAL_COLONY_ADDR";

  private static final String DEMO = "--demo";
  private static final String DATABASE = "--db";
  private static final String COLONY = "--colony";

  private ColonyArguments() {}

  static void addTo(CommandSpec spec) {
    spec.addOption(
        Specs.value(
            COLONY,
            "HOST:PORT",
            "Ask this colony. Default: $" + ADDRESS_VARIABLE + ", else localhost:9090."));
    spec.addOption(
        Specs.value(DATABASE, "FILE", "Ask the colony kept in this file, which none may hold."));
    spec.addOption(Specs.flag(DEMO, "Ask the bundled sample, moved so that it ends now."));
  }

  static ColonyChoice of(Arguments arguments, Surroundings surroundings) {
    arguments.exclusive(DEMO, DATABASE, COLONY);
    if (arguments.has(DEMO)) {
      return new ColonyChoice.Demo();
    }
    var database = arguments.option(DATABASE);
    if (database.isPresent()) {
      return new ColonyChoice.Database(Paths.of(DATABASE, database.get(), surroundings));
    }
    return new ColonyChoice.Remote(
        arguments
            .option(COLONY, HostPort::parse)
            .or(
                () ->
                    surroundings
                        .variable(ADDRESS_VARIABLE)
                        .map(text -> Arguments.parsed(ADDRESS_VARIABLE, text, HostPort::parse)))
            .orElseGet(() -> new HostPort("localhost", HostPort.DEFAULT_PORT)));
  }
}
