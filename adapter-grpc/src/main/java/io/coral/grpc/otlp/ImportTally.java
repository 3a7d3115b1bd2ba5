package io.coral.grpc.otlp;

import io.coral.ports.ImportReport;
import io.coral.ports.WriteFailure;
import java.util.Optional;

/** Counts what an import, or a batch of it, did. */
final class ImportTally {
  long requests;
  long repeatedRequests;
  long spans;
  long points;
  long ignoredPoints;
  long refused;

  void add(ImportTally other) {
    requests += other.requests;
    repeatedRequests += other.repeatedRequests;
    spans += other.spans;
    points += other.points;
    ignoredPoints += other.ignoredPoints;
    refused += other.refused;
  }

  ImportReport report(Optional<WriteFailure> failure) {
    return new ImportReport(
        requests, repeatedRequests, spans, points, ignoredPoints, refused, failure);
  }
}
