package io.coral.grpc.otlp;

import io.coral.domain.telemetry.SpanRecord;
import io.coral.domain.value.ServiceInstance;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.vavr.control.Either;

/** Takes requests apart into items, each valid or refused by itself. */
final class RequestItems {
  private final ItemSink sink;
  private final long shiftNanos;

  /**
   * @param shiftNanos added to all times
   */
  RequestItems(ItemSink sink, long shiftNanos) {
    this.sink = sink;
    this.shiftNanos = shiftNanos;
  }

  void read(OtlpRequest request) {
    switch (request) {
      case OtlpRequest.Traces(var message) -> readSpans(message);
      case OtlpRequest.Metrics(var message) -> {}
    }
  }

  private void readSpans(ExportTraceServiceRequest request) {
    long number = 0; // of the span in its request, from 1
    for (ResourceSpans resource : request.getResourceSpansList()) {
      Either<String, ServiceInstance> sender = Senders.of(resource.getResource());
      for (ScopeSpans scope : resource.getScopeSpansList()) {
        for (Span span : scope.getSpansList()) {
          number++;
          Either<String, SpanRecord> record =
              sender.flatMap(known -> SpanMapping.toDomain(span, known, shiftNanos));
          if (record.isRight()) {
            sink.span(record.get());
          } else {
            sink.refused("span " + number + ": " + record.getLeft());
          }
        }
      }
    }
  }
}
