package io.coral.grpc.wire;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.GetSystemMetrics;
import io.coral.domain.query.SystemMetrics;
import io.coral.domain.query.SystemMetrics.Utilization;
import io.coral.domain.time.QueryWindow;
import io.coral.grpc.v1.GetSystemMetricsRequest;
import io.coral.grpc.v1.GetSystemMetricsResponse;
import io.vavr.control.Either;
import io.vavr.control.Validation;
import java.util.Optional;
import java.util.OptionalDouble;

/** Use of CPU and memory; what is unknown is absent on either side. */
public final class SystemMapping {
  private SystemMapping() {}

  public static Either<QueryFailure, GetSystemMetrics> toDomain(GetSystemMetricsRequest request) {
    return Fields.firstFailure(
        Validation.combine(
                Fields.selector(request.getService(), request.getNamespace(), request.getRegion()),
                WindowMapping.window(
                    request.getTimeRangeMs(), request.hasRange(), request.getRange()))
            .ap(GetSystemMetrics::new));
  }

  public static GetSystemMetricsRequest toWire(GetSystemMetrics intent) {
    var request =
        GetSystemMetricsRequest.newBuilder()
            .setService(intent.service().name().value())
            .setNamespace(intent.service().namespace().value())
            .setRegion(intent.service().region().value())
            .setTimeRangeMs(WindowMapping.timeRangeMs(intent.window()));
    if (intent.window() instanceof QueryWindow.Absolute(var window)) {
      request.setRange(WindowMapping.toWire(window));
    }
    return request.build();
  }

  public static GetSystemMetricsResponse toWire(SystemMetrics answer) {
    var response =
        GetSystemMetricsResponse.newBuilder()
            .setSampleCount(answer.sampleCount())
            .setAppliedRange(WindowMapping.toWire(answer.applied()))
            .addAllNotes(NoteMapping.toWire(answer.notes()));
    answer
        .cpu()
        .ifPresent(
            cpu ->
                response
                    .setCpuPercent(cpu.percent())
                    .setCpuPercentMax(cpu.maxPercent())
                    .setCpuSource(cpu.source()));
    answer
        .memory()
        .ifPresent(
            memory ->
                response
                    .setMemoryPercent(memory.percent())
                    .setMemoryPercentMax(memory.maxPercent())
                    .setMemorySource(memory.source()));
    answer.memoryBytes().ifPresent(response::setMemoryBytes);
    return response.build();
  }

  /**
   * @throws IllegalArgumentException if no colony can have answered so
   */
  public static SystemMetrics toDomain(GetSystemMetricsResponse response) {
    return new SystemMetrics(
        response.hasCpuPercent()
            ? Optional.of(
                new Utilization(
                    response.getCpuPercent(), response.getCpuPercentMax(), response.getCpuSource()))
            : Optional.empty(),
        response.hasMemoryPercent()
            ? Optional.of(
                new Utilization(
                    response.getMemoryPercent(),
                    response.getMemoryPercentMax(),
                    response.getMemorySource()))
            : Optional.empty(),
        response.hasMemoryBytes()
            ? OptionalDouble.of(response.getMemoryBytes())
            : OptionalDouble.empty(),
        response.getSampleCount(),
        WindowMapping.toDomain(response.getAppliedRange()),
        NoteMapping.toDomain(response.getNotesList()));
  }
}
