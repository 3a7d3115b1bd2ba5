package io.coral.grpc.otlp;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The requests of a recorded file, as exporters send them. */
public record RecordedRequests(
    List<ExportTraceServiceRequest> traces, List<ExportMetricsServiceRequest> metrics) {

  /** Reads the bundled hour of train-ticket. */
  public static RecordedRequests ofTrainTicket() {
    var requests = new RecordedRequests(new ArrayList<>(), new ArrayList<>());
    Path folder = Path.of("..", "examples", "train-ticket");
    requests.read(folder.resolve("traces.otlp.jsonl.gz"));
    requests.read(folder.resolve("metrics.otlp.jsonl.gz"));
    return requests;
  }

  private void read(Path file) {
    try (var in = Files.newInputStream(file)) {
      RequestReader reader = OtlpFile.open(in);
      FileEntry entry;
      while ((entry = reader.next()) != null) {
        for (OtlpRequest request : entry.requests()) {
          switch (request) {
            case OtlpRequest.Traces(var message) -> traces.add(message);
            case OtlpRequest.Metrics(var message) -> metrics.add(message);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
