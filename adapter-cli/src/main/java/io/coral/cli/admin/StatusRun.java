package io.coral.cli.admin;

import static java.util.Objects.requireNonNull;

import io.coral.cli.colony.ColonyChoice;
import io.coral.cli.failure.Complaint;
import io.coral.cli.failure.ExitCode;
import io.coral.cli.parts.Versions;
import io.coral.cli.render.OutputFormat;
import io.coral.cli.render.ReportWriter;
import io.coral.cli.render.StatusReport;
import io.coral.ports.Cancellation;
import io.vavr.control.Either;

/** Tells how a colony is. */
public final class StatusRun {
  private final Administration administration;
  private final ReportWriter writer;

  public StatusRun(Administration administration, ReportWriter writer) {
    this.administration = requireNonNull(administration, "administration is null");
    this.writer = requireNonNull(writer, "writer is null");
  }

  /** Zero, or why nobody knows. */
  public Either<Complaint, Integer> run(ColonyChoice.Remote colony, OutputFormat output) {
    return administration
        .of(colony, admin -> admin.status(Cancellation.NEVER).mapLeft(Complaint::of))
        .map(
            status -> {
              writer.write(new StatusReport(status, Versions.own()), output);
              return ExitCode.OK.number();
            });
  }
}
