package io.coral.cli.command;

import io.coral.cli.colony.ColonyAddress;
import io.coral.cli.colony.ColonyChoice;
import io.coral.cli.colony.HostPort;
import io.coral.cli.parts.Surroundings;
import picocli.CommandLine.Model.CommandSpec;

/** The options that choose a colony to administer. */
final class AdminArguments {
  static final String ADMIN = "--admin";

  /** Where a colony is administered unless told otherwise. */
  static final int DEFAULT_PORT = 9091;

  private static final String ADDRESS_VARIABLE = "CORAL_ADMIN_ADDR";

  private AdminArguments() {}

  static void addTo(CommandSpec spec) {
    spec.addOption(
        Specs.value(
            ADMIN,
            "ADDRESS",
            "The colony's port for administration: HOST:PORT in plain text, https://HOST:PORT over"
                + " TLS. Default: $"
                + ADDRESS_VARIABLE
                + ", else localhost:"
                + DEFAULT_PORT
                + "."));
    CredentialArguments.addTo(spec);
  }

  static ColonyChoice.Remote of(Arguments arguments, Surroundings surroundings) {
    ColonyAddress address =
        arguments
            .option(ADMIN, ColonyAddress::parse)
            .or(
                () ->
                    surroundings
                        .variable(ADDRESS_VARIABLE)
                        .map(
                            text -> Arguments.parsed(ADDRESS_VARIABLE, text, ColonyAddress::parse)))
            .orElseGet(() -> new ColonyAddress(new HostPort("localhost", DEFAULT_PORT), false));
    return new ColonyChoice.Remote(
        address, CredentialArguments.of(arguments, address, surroundings));
  }
}
