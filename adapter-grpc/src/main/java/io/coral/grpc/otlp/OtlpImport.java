package io.coral.grpc.otlp;

import static java.util.Objects.requireNonNull;

import io.coral.ports.ImportListener;
import io.coral.ports.ImportReport;
import io.coral.ports.SummaryWriter;
import io.coral.ports.TelemetryImport;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/**
 * Imports OTLP files: JSON with one request a line, JSON documents, and protobuf, each plain or
 * gzip, told apart by their content. Needs memory for one batch, whatever the files' size.
 */
public final class OtlpImport implements TelemetryImport {
  private final InstantSource clock;

  /**
   * @param clock the present, which shifted data ends at
   */
  public OtlpImport(InstantSource clock) {
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Override
  public ImportReport run(
      List<Path> files, boolean shiftToNow, SummaryWriter writer, ImportListener listener) {
    long shiftMinutes = shiftToNow ? LatestTime.of(files).minutesTo(clock.instant()) : 0;
    return new ImportRun(shiftMinutes, writer, listener).run(files);
  }
}
