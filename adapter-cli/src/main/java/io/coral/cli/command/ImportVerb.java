package io.coral.cli.command;

import static java.util.Objects.requireNonNull;

import io.coral.cli.failure.Complaint;
import io.coral.cli.ingest.ImportOptions;
import io.coral.cli.ingest.ImportRun;
import io.coral.cli.parts.Surroundings;
import io.vavr.control.Either;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code coral import}. */
final class ImportVerb implements Verb {
  private static final String DATABASE = "--db";
  private static final String SHIFT = "--shift-to-now";

  private final Surroundings surroundings;
  private final ImportRun importRun;

  ImportVerb(Surroundings surroundings, ImportRun importRun) {
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
    this.importRun = requireNonNull(importRun, "importRun is null");
  }

  @Override
  public String doing() {
    return "import";
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.of(
            this,
            "coral import --db FILE [--shift-to-now] OTLP_FILE...",
            "Reads what the OpenTelemetry Collector's file exporter writes: OTLP/JSON with one"
                + " request a line, or protobuf with a length before each request, plain or gzip."
                + " Requests that were imported before are skipped, so an import can be repeated."
                + " Invalid items are left out and counted.");
    spec.addPositional(Specs.parameters("OTLP_FILE", "Files to import, in order."));
    spec.addOption(Specs.value(DATABASE, "FILE", "The colony's database; made if there is none."));
    spec.addOption(
        Specs.flag(SHIFT, "Move all times by one offset, so that the newest data is of now."));
    return spec.addOption(Specs.help());
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("coral import --db colony.duckdb traces.jsonl", "add a file of spans"),
        new Example(
            "coral import --db demo.duckdb --shift-to-now traces.jsonl metrics.jsonl",
            "old telemetry, as if it were of now"));
  }

  @Override
  public Either<Complaint, Integer> run(Arguments arguments) {
    return importRun.run(options(arguments));
  }

  ImportOptions options(Arguments arguments) {
    var database =
        arguments
            .option(DATABASE)
            .orElseThrow(() -> Arguments.usage("it is not said where to", "add --db FILE"));
    return new ImportOptions(
        Paths.of(DATABASE, database, surroundings),
        arguments.has(SHIFT),
        arguments.positionals().stream()
            .map(text -> Paths.of("OTLP_FILE", text, surroundings))
            .toList());
  }
}
