package io.coral.cli.ingest;

import static java.util.Objects.requireNonNull;

import io.coral.cli.failure.Complaint;
import io.coral.cli.parts.Console;
import io.coral.cli.parts.Parts;
import io.coral.ports.ColonyStores;
import io.coral.ports.ImportReport;
import io.vavr.control.Either;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Imports files into a colony's database, and says what was imported. */
public final class ImportRun {
  private final Parts parts;
  private final Console console;

  public ImportRun(Parts parts, Console console) {
    this.parts = requireNonNull(parts, "parts is null");
    this.console = requireNonNull(console, "console is null");
  }

  /** Zero, also with some invalid items; or a complaint, when nothing was valid. */
  public Either<Complaint, Integer> run(ImportOptions options) {
    // Before the database is made: a mistyped name must not leave an empty one behind.
    Optional<Path> missing =
        options.files().stream().filter(file -> !Files.isReadable(file)).findFirst();
    if (missing.isPresent()) {
      return Either.left(
          Complaint.usage(
              "there is no readable file " + missing.get(),
              "name files that the OpenTelemetry Collector's file exporter wrote"));
    }
    return parts
        .stores()
        .open(options.database(), ColonyStores.Access.READ_WRITE)
        .mapLeft(Complaint::of)
        .flatMap(
            store -> {
              try (store) {
                var listener = new ImportNotes(console);
                var report =
                    parts
                        .telemetryImport()
                        .run(options.files(), options.shiftToNow(), store.writer(), listener);
                listener.close();
                return concluded(report);
              }
            });
  }

  private Either<Complaint, Integer> concluded(ImportReport report) {
    if (report.failure().isPresent()) {
      Complaint cause = Complaint.of(report.failure().get());
      return Either.left(
          new Complaint(
              cause.exitCode(),
              cause.message() + ", after " + report.requests() + " requests",
              "import the same files again; what is there already is skipped"));
    }
    boolean nothingValid =
        report.refused() > 0
            && report.spans() + report.points() + report.ignoredPoints() == 0
            && report.repeatedRequests() == 0;
    if (nothingValid) {
      return Either.left(
          Complaint.usage(
              "nothing in it is valid telemetry",
              "name OTLP files: JSON with one request a line, or length-prefixed protobuf, plain"
                  + " or gzip"));
    }
    console.dataLine(
        "imported %d requests: %d spans, %d metric points"
            .formatted(report.requests(), report.spans(), report.points()));
    count(report.repeatedRequests(), "requests were imported before and skipped");
    count(report.ignoredPoints(), "metric points are of kinds that are not summarised");
    count(report.refused(), "items were invalid and left out");
    return Either.right(0);
  }

  private void count(long number, String what) {
    if (number > 0) {
      console.note(number + " " + what);
    }
  }
}
