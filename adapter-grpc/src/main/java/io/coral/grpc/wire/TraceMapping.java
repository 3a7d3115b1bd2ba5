package io.coral.grpc.wire;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.FindErrorTraces;
import io.coral.domain.query.FindSlowTraces;
import io.coral.domain.query.TraceList;
import io.coral.domain.query.TraceSummary;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.value.Label;
import io.coral.domain.value.ServiceSelector;
import io.coral.domain.value.TraceId;
import io.coral.grpc.v1.FindErrorTracesRequest;
import io.coral.grpc.v1.FindErrorTracesResponse;
import io.coral.grpc.v1.FindSlowTracesRequest;
import io.coral.grpc.v1.FindSlowTracesResponse;
import io.coral.grpc.v1.Trace;
import io.vavr.control.Either;
import io.vavr.control.Validation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Slow traces and failed ones. */
public final class TraceMapping {
  private TraceMapping() {}

  public static Either<QueryFailure, FindSlowTraces> toDomain(FindSlowTracesRequest request) {
    return Fields.firstFailure(
        Validation.combine(
                Fields.optionalSelector(
                    request.getService(), request.getNamespace(), request.getRegion()),
                threshold(request.getMinDurationNs()),
                WindowMapping.window(
                    request.getTimeRangeMs(), request.hasRange(), request.getRange()),
                Fields.limit(request.getLimit()))
            .ap(FindSlowTraces::new));
  }

  private static Validation<QueryFailure, Duration> threshold(long nanos) {
    return nanos >= 0
        ? Validation.valid(Duration.ofNanos(nanos))
        : Fields.bad("min_duration_ns", "must not be negative, got " + nanos, "0 finds all traces");
  }

  public static FindSlowTracesRequest toWire(FindSlowTraces intent) {
    var request =
        FindSlowTracesRequest.newBuilder()
            .setService(name(intent.service()))
            .setNamespace(label(intent.service().map(ServiceSelector::namespace)))
            .setRegion(label(intent.service().map(ServiceSelector::region)))
            .setMinDurationNs(intent.threshold().toNanos())
            .setTimeRangeMs(WindowMapping.timeRangeMs(intent.window()))
            .setLimit(intent.limit().value());
    if (intent.window() instanceof QueryWindow.Absolute(var window)) {
      request.setRange(WindowMapping.toWire(window));
    }
    return request.build();
  }

  public static FindSlowTracesResponse slowToWire(TraceList answer) {
    return FindSlowTracesResponse.newBuilder()
        .addAllTraces(traces(answer))
        .setTotalCount(answer.totalCount())
        .setAppliedRange(WindowMapping.toWire(answer.applied()))
        .addAllNotes(NoteMapping.toWire(answer.notes()))
        .build();
  }

  /**
   * @throws IllegalArgumentException if no colony can have answered so
   */
  public static TraceList toDomain(FindSlowTracesResponse response) {
    return new TraceList(
        response.getTracesList().stream().map(TraceMapping::trace).toList(),
        response.getTotalCount(),
        WindowMapping.toDomain(response.getAppliedRange()),
        NoteMapping.toDomain(response.getNotesList()));
  }

  public static Either<QueryFailure, FindErrorTraces> toDomain(FindErrorTracesRequest request) {
    return Fields.firstFailure(
        Validation.combine(
                Fields.optionalSelector(
                    request.getService(), request.getNamespace(), request.getRegion()),
                WindowMapping.window(
                    request.getTimeRangeMs(), request.hasRange(), request.getRange()),
                Fields.limit(request.getLimit()))
            .ap(FindErrorTraces::new));
  }

  public static FindErrorTracesRequest toWire(FindErrorTraces intent) {
    var request =
        FindErrorTracesRequest.newBuilder()
            .setService(name(intent.service()))
            .setNamespace(label(intent.service().map(ServiceSelector::namespace)))
            .setRegion(label(intent.service().map(ServiceSelector::region)))
            .setTimeRangeMs(WindowMapping.timeRangeMs(intent.window()))
            .setLimit(intent.limit().value());
    if (intent.window() instanceof QueryWindow.Absolute(var window)) {
      request.setRange(WindowMapping.toWire(window));
    }
    return request.build();
  }

  public static FindErrorTracesResponse errorsToWire(TraceList answer) {
    return FindErrorTracesResponse.newBuilder()
        .addAllTraces(traces(answer))
        .setTotalCount(answer.totalCount())
        .setAppliedRange(WindowMapping.toWire(answer.applied()))
        .addAllNotes(NoteMapping.toWire(answer.notes()))
        .build();
  }

  /**
   * @throws IllegalArgumentException if no colony can have answered so
   */
  public static TraceList toDomain(FindErrorTracesResponse response) {
    return new TraceList(
        response.getTracesList().stream().map(TraceMapping::trace).toList(),
        response.getTotalCount(),
        WindowMapping.toDomain(response.getAppliedRange()),
        NoteMapping.toDomain(response.getNotesList()));
  }

  private static List<Trace> traces(TraceList answer) {
    return answer.traces().stream().map(TraceMapping::trace).toList();
  }

  private static Trace trace(TraceSummary trace) {
    return Trace.newBuilder()
        .setTraceId(trace.traceId().hex())
        .setDurationNs(trace.duration().toNanos())
        .setTimestamp(WindowMapping.toWire(trace.timestamp()))
        .setService(trace.service())
        .setRootService(trace.rootService())
        .setRootOperation(trace.rootOperation())
        .setSpanCount(trace.spanCount())
        .setErrorCount(trace.errorCount())
        .build();
  }

  private static TraceSummary trace(Trace trace) {
    return new TraceSummary(
        new TraceId(trace.getTraceId()),
        trace.getService(),
        Duration.ofNanos(trace.getDurationNs()),
        WindowMapping.toDomain(trace.getTimestamp()),
        trace.getRootService(),
        trace.getRootOperation(),
        trace.getSpanCount(),
        trace.getErrorCount());
  }

  private static String name(Optional<ServiceSelector> service) {
    return service.map(selector -> selector.name().value()).orElse("");
  }

  private static String label(Optional<Label> label) {
    return label.map(Label::value).orElse("");
  }
}
