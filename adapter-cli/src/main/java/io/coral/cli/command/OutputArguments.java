package io.coral.cli.command;

import io.coral.cli.render.OutputFormat;
import io.vavr.control.Either;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The option that says how an answer is written. */
final class OutputArguments {
  private static final String OUTPUT = "--output";

  private OutputArguments() {}

  static void addTo(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder("-o", OUTPUT)
            .type(String.class)
            .paramLabel("FORMAT")
            .completionCandidates(List.of("table", "json", "csv"))
            .description("table, json or csv. Default: table.")
            .build());
  }

  static OutputFormat of(Arguments arguments) {
    return arguments.option(OUTPUT, OutputArguments::parse).orElse(OutputFormat.TABLE);
  }

  private static Either<String, OutputFormat> parse(String text) {
    return switch (text) {
      case "table" -> Either.right(OutputFormat.TABLE);
      case "json" -> Either.right(OutputFormat.JSON);
      case "csv" -> Either.right(OutputFormat.CSV);
      default -> Either.left("not a format; write table, json or csv");
    };
  }
}
