package io.coral.cli.command;

import io.coral.cli.colony.ColonyAddress;
import io.coral.cli.colony.ColonyChoice;
import io.coral.cli.colony.HostPort;
import io.coral.cli.parts.Surroundings;
import java.util.List;
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
            "ADDRESS",
            "Ask this colony: HOST:PORT in plain text, https://HOST:PORT over TLS. Default: $"
                + ADDRESS_VARIABLE
                + ", else localhost:9090."));
    spec.addOption(
        Specs.value(DATABASE, "FILE", "Ask the colony kept in this file, which none may hold."));
    spec.addOption(Specs.flag(DEMO, "Ask the bundled sample, moved so that it ends now."));
    CredentialArguments.addTo(spec);
  }

  /** Whether these choose a colony that is opened in this process, before picocli has read them. */
  static boolean isOpenedHere(List<String> arguments) {
    for (String argument : arguments) {
      if (argument.startsWith(DEMO) || argument.startsWith(DATABASE)) {
        return true;
      }
    }
    return false;
  }

  static ColonyChoice of(Arguments arguments, Surroundings surroundings) {
    arguments.exclusive(DEMO, DATABASE, COLONY);
    for (String option : CredentialArguments.OPTIONS) {
      arguments.exclusive(DEMO, option);
      arguments.exclusive(DATABASE, option);
    }
    if (arguments.has(DEMO)) {
      return new ColonyChoice.Demo();
    }
    var database = arguments.option(DATABASE);
    if (database.isPresent()) {
      return new ColonyChoice.Database(Paths.of(DATABASE, database.get(), surroundings));
    }
    ColonyAddress address =
        arguments
            .option(COLONY, ColonyAddress::parse)
            .or(
                () ->
                    surroundings
                        .variable(ADDRESS_VARIABLE)
                        .map(
                            text -> Arguments.parsed(ADDRESS_VARIABLE, text, ColonyAddress::parse)))
            .orElseGet(
                () -> new ColonyAddress(new HostPort("localhost", HostPort.DEFAULT_PORT), false));
    return new ColonyChoice.Remote(
        address, CredentialArguments.of(arguments, address, surroundings));
  }
}
