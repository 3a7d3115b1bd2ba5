package io.coral.grpc.ingest;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;

/** Successes as OTLP words them: an empty message, or one with what was rejected. */
final class Responses {
  private Responses() {}

  static ExportTraceServiceResponse traces(Outcome.Taken taken) {
    return taken.rejected() == 0
        ? ExportTraceServiceResponse.getDefaultInstance()
        : ExportTraceServiceResponse.newBuilder()
            .setPartialSuccess(
                ExportTracePartialSuccess.newBuilder()
                    .setRejectedSpans(taken.rejected())
                    .setErrorMessage(taken.reason()))
            .build();
  }

  static ExportMetricsServiceResponse metrics(Outcome.Taken taken) {
    return taken.rejected() == 0
        ? ExportMetricsServiceResponse.getDefaultInstance()
        : ExportMetricsServiceResponse.newBuilder()
            .setPartialSuccess(
                ExportMetricsPartialSuccess.newBuilder()
                    .setRejectedDataPoints(taken.rejected())
                    .setErrorMessage(taken.reason()))
            .build();
  }
}
