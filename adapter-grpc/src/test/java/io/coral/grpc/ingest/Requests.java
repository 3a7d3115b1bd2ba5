package io.coral.grpc.ingest;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;

/** Requests of a service called shop. */
final class Requests {
  /** 2026-03-01T11:55:30Z. */
  static final long START = 1_772_366_130_000_000_000L;

  private static final Resource SHOP =
      Resource.newBuilder()
          .addAttributes(
              KeyValue.newBuilder()
                  .setKey("service.name")
                  .setValue(AnyValue.newBuilder().setStringValue("shop")))
          .build();

  private Requests() {}

  static Span span(int id) {
    return Span.newBuilder()
        .setTraceId(ByteString.fromHex("0af7651916cd43dd8448eb211c80319c"))
        .setSpanId(ByteString.fromHex("%016x".formatted(id)))
        .setName("GET /")
        .setKind(Span.SpanKind.SPAN_KIND_SERVER)
        .setStartTimeUnixNano(START)
        .setEndTimeUnixNano(START + 5_000_000)
        .build();
  }

  /** Ends before it starts. */
  static Span invalidSpan(int id) {
    return span(id).toBuilder().setEndTimeUnixNano(START - 1).build();
  }

  static ExportTraceServiceRequest traces(Span... spans) {
    var scope = ScopeSpans.newBuilder();
    for (Span span : spans) {
      scope.addSpans(span);
    }
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(ResourceSpans.newBuilder().setResource(SHOP).addScopeSpans(scope))
        .build();
  }

  /** Gauge points, of which the second has no time. */
  static ExportMetricsServiceRequest metricsWithOneBadPoint() {
    var good = NumberDataPoint.newBuilder().setTimeUnixNano(START).setAsDouble(7);
    var bad = NumberDataPoint.newBuilder().setAsDouble(7);
    return ExportMetricsServiceRequest.newBuilder()
        .addResourceMetrics(
            ResourceMetrics.newBuilder()
                .setResource(SHOP)
                .addScopeMetrics(
                    ScopeMetrics.newBuilder()
                        .addMetrics(
                            Metric.newBuilder()
                                .setName("queue.length")
                                .setGauge(
                                    Gauge.newBuilder().addDataPoints(good).addDataPoints(bad)))))
        .build();
  }

  /** One span, with as much besides. */
  static ExportTraceServiceRequest tracesOfBytes(int bytes) {
    return traces(
        span(1).toBuilder()
            .addAttributes(
                KeyValue.newBuilder()
                    .setKey("padding")
                    .setValue(AnyValue.newBuilder().setStringValue("x".repeat(bytes))))
            .build());
  }
}
