package io.coral.grpc.otlp;

import io.coral.domain.telemetry.MetricPoint;
import io.coral.domain.telemetry.SpanRecord;
import io.coral.domain.value.ServiceInstance;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.vavr.control.Either;
import java.util.Optional;

/** Takes requests apart into items, each valid or refused by itself. */
final class RequestItems {
  private final ItemSink sink;
  private final long shiftNanos;

  /**
   * @param shiftNanos added to the times of spans; points keep theirs, which later points of their
   *     streams are compared with
   */
  RequestItems(ItemSink sink, long shiftNanos) {
    this.sink = sink;
    this.shiftNanos = shiftNanos;
  }

  void read(OtlpRequest request) {
    switch (request) {
      case OtlpRequest.Traces(var message) -> readSpans(message);
      case OtlpRequest.Metrics(var message) -> readPoints(message);
    }
  }

  private void readSpans(ExportTraceServiceRequest request) {
    long number = 0; // of the span in its request, from 1
    for (ResourceSpans resource : request.getResourceSpansList()) {
      Either<String, ServiceInstance> sender = Senders.of(resource.getResource());
      for (ScopeSpans scope : resource.getScopeSpansList()) {
        for (Span span : scope.getSpansList()) {
          number++;
          Either<String, SpanRecord> read =
              sender.flatMap(known -> SpanMapping.toDomain(span, known, shiftNanos));
          if (read.isRight()) {
            sink.span(read.get());
          } else {
            sink.refused("span", number, read.getLeft());
          }
        }
      }
    }
  }

  private void readPoints(ExportMetricsServiceRequest request) {
    long number = 0; // of the point in its request, from 1
    for (ResourceMetrics resource : request.getResourceMetricsList()) {
      Either<String, ServiceInstance> sender = Senders.of(resource.getResource());
      for (ScopeMetrics scope : resource.getScopeMetricsList()) {
        for (Metric metric : scope.getMetricsList()) {
          var points = new MetricPoints(sender, resource, scope, metric);
          for (int i = 0; i < points.size(); i++) {
            number++;
            accept(number, points.read(i));
          }
        }
      }
    }
  }

  private void accept(long number, Either<String, Optional<MetricPoint>> point) {
    if (point.isLeft()) {
      sink.refused("point", number, point.getLeft());
    } else if (point.get().isPresent()) {
      sink.point(number, point.get().get());
    } else {
      sink.ignoredPoint();
    }
  }
}
