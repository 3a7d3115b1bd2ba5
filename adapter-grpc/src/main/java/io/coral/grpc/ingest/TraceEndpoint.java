package io.coral.grpc.ingest;

import io.coral.grpc.otlp.OtlpSignal;
import io.coral.grpc.wire.CallCancellation;
import io.grpc.Context;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;

/** OTLP's TraceService. */
final class TraceEndpoint extends TraceServiceGrpc.TraceServiceImplBase {
  private final Exports exports;

  TraceEndpoint(Exports exports) {
    this.exports = exports;
  }

  @Override
  public void export(
      ExportTraceServiceRequest request, StreamObserver<ExportTraceServiceResponse> reply) {
    GrpcReplies.expectDeparture(reply);
    exports.offer(
        OtlpSignal.spans(request, request.getSerializedSize()),
        new CallCancellation(Context.current()),
        outcome -> GrpcReplies.send(outcome, Responses::traces, reply));
  }
}
