package io.coral.grpc.ingest;

import io.coral.grpc.otlp.OtlpSignal;
import io.coral.grpc.wire.CallCancellation;
import io.grpc.Context;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;

/** OTLP's MetricsService. */
final class MetricsEndpoint extends MetricsServiceGrpc.MetricsServiceImplBase {
  private final Exports exports;

  MetricsEndpoint(Exports exports) {
    this.exports = exports;
  }

  @Override
  public void export(
      ExportMetricsServiceRequest request, StreamObserver<ExportMetricsServiceResponse> reply) {
    GrpcReplies.expectDeparture(reply);
    exports.offer(
        OtlpSignal.points(request, request.getSerializedSize()),
        new CallCancellation(Context.current()),
        outcome -> GrpcReplies.send(outcome, Responses::metrics, reply));
  }
}
