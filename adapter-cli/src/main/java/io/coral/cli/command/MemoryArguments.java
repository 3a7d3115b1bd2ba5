package io.coral.cli.command;

import io.coral.ports.MemoryBudget;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** The option that says how much memory a colony's store may take. */
final class MemoryArguments {
  private static final String MEMORY_BUDGET = "--memory-budget";

  private MemoryArguments() {}

  static void addTo(CommandSpec spec) {
    spec.addOption(
        Specs.value(
            MEMORY_BUDGET,
            "SIZE",
            "What the database and summaries, held ready beside it, may take of memory; "
                + SizeText.inMegabytes(MemoryBudget.LEAST_BYTES)
                + " or more. Default: about 2GB, or half of the machine's."));
  }

  /** Empty for what is usual on this machine. */
  static Optional<MemoryBudget> of(Arguments arguments) {
    return arguments
        .option(MEMORY_BUDGET, text -> SizeText.bytes(text, MemoryBudget.LEAST_BYTES))
        .map(MemoryBudget::new);
  }
}
