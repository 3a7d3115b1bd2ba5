package io.coral.grpc.otlp;

import com.google.protobuf.InvalidProtocolBufferException;
import io.coral.domain.intake.Refusals;
import io.coral.domain.intake.Telemetry;
import io.coral.domain.telemetry.MetricPoint;
import io.coral.domain.telemetry.SpanRecord;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.vavr.control.Either;
import java.util.ArrayList;

/** The signals that are summarised, and how their requests are read when they stream in. */
public enum OtlpSignal {
  TRACES,
  METRICS;

  /**
   * Reads a request's protobuf form.
   *
   * @return or why it is none, one sentence
   */
  public Either<String, Decoded> ofProtobuf(byte[] body) {
    try {
      return Either.right(
          switch (this) {
            case TRACES -> spans(ExportTraceServiceRequest.parseFrom(body), body.length);
            case METRICS -> points(ExportMetricsServiceRequest.parseFrom(body), body.length);
          });
    } catch (InvalidProtocolBufferException e) {
      return Either.left("not a well-formed protobuf export request");
    }
  }

  /**
   * Reads a request's JSON form.
   *
   * @return or why it is none, one sentence
   */
  public Either<String, Decoded> ofJson(byte[] body) {
    var refusals = new Refusals();
    return switch (this) {
      case TRACES ->
          OtlpJson.into(ExportTraceServiceRequest.newBuilder(), body, refusals::refuse)
              .map(request -> spans(request.build(), body.length, refusals));
      case METRICS ->
          OtlpJson.into(ExportMetricsServiceRequest.newBuilder(), body, refusals::refuse)
              .map(request -> points(request.build(), body.length, refusals));
    };
  }

  /**
   * Takes a request for spans apart.
   *
   * @param bytes what it weighs
   */
  public static Decoded spans(ExportTraceServiceRequest request, long bytes) {
    return spans(request, bytes, new Refusals());
  }

  /**
   * Takes a request for metrics apart.
   *
   * @param bytes what it weighs
   */
  public static Decoded points(ExportMetricsServiceRequest request, long bytes) {
    return points(request, bytes, new Refusals());
  }

  private static Decoded spans(ExportTraceServiceRequest request, long bytes, Refusals refusals) {
    var items = new Collecting(refusals);
    new RequestItems(items, 0).read(new OtlpRequest.Traces(request));
    return new Decoded(new Telemetry.Spans(items.spans, bytes), refusals);
  }

  private static Decoded points(
      ExportMetricsServiceRequest request, long bytes, Refusals refusals) {
    var items = new Collecting(refusals);
    new RequestItems(items, 0).read(new OtlpRequest.Metrics(request));
    return new Decoded(new Telemetry.Points(items.points, bytes), refusals);
  }

  /** Gathers the items of one request. */
  private static final class Collecting implements ItemSink {
    private final Refusals refusals;
    private final ArrayList<SpanRecord> spans = new ArrayList<>();
    private final ArrayList<MetricPoint> points = new ArrayList<>();

    Collecting(Refusals refusals) {
      this.refusals = refusals;
    }

    @Override
    public void span(SpanRecord span) {
      spans.add(span);
    }

    @Override
    public void point(long number, MetricPoint point) {
      points.add(point);
    }

    @Override
    public void ignoredPoint() {
      // Accepted, for it is valid; it only has no summary.
    }

    @Override
    public void refused(String item, long number, String reason) {
      refusals.refuse(reason);
    }
  }
}
