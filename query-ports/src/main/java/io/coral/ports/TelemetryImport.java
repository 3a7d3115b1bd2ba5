package io.coral.ports;

import java.nio.file.Path;
import java.util.List;

/** Imports files that the OpenTelemetry Collector's file exporter wrote. */
public interface TelemetryImport {

  /**
   * Imports files into a colony, in order. Requests that were imported before are skipped.
   *
   * @param files OTLP/JSON with one request a line, or protobuf with a length before each request;
   *     plain or gzip
   * @param shiftToNow whether all times of all files move by one offset of whole minutes so that
   *     the data ends now
   * @param writer where the deltas go
   * @param listener told of progress and of every refused line or item
   * @return what was imported; a file that cannot be read counts as one refused item
   */
  ImportReport run(
      List<Path> files, boolean shiftToNow, SummaryWriter writer, ImportListener listener);
}
