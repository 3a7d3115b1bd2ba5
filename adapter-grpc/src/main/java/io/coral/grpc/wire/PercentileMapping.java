package io.coral.grpc.wire;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.GetPercentile;
import io.coral.domain.query.Percentile;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.value.Quantile;
import io.coral.grpc.v1.GetPercentileRequest;
import io.coral.grpc.v1.GetPercentileResponse;
import io.vavr.control.Either;
import io.vavr.control.Validation;

/** Quantiles of a metric. */
public final class PercentileMapping {
  private PercentileMapping() {}

  public static Either<QueryFailure, GetPercentile> toDomain(GetPercentileRequest request) {
    return Fields.firstFailure(
        Validation.combine(
                Fields.selector(request.getService(), request.getNamespace(), request.getRegion()),
                Fields.metric(request.getMetric()),
                quantile("percentile", request.getPercentile()),
                WindowMapping.window(
                    request.getTimeRangeMs(), request.hasRange(), request.getRange()))
            .ap(GetPercentile::new));
  }

  static Validation<QueryFailure, Quantile> quantile(String field, double percentile) {
    return percentile >= 0 && percentile <= 1
        ? Validation.valid(new Quantile(percentile))
        : Fields.bad(
            field,
            "must be a fraction in 0.0–1.0, got " + percentile,
            "0.0–1.0: write the 99th percentile as 0.99");
  }

  public static GetPercentileRequest toWire(GetPercentile intent) {
    var request =
        GetPercentileRequest.newBuilder()
            .setService(intent.service().name().value())
            .setNamespace(intent.service().namespace().value())
            .setRegion(intent.service().region().value())
            .setMetric(intent.metric().value())
            .setPercentile(intent.quantile().fraction())
            .setTimeRangeMs(WindowMapping.timeRangeMs(intent.window()));
    if (intent.window() instanceof QueryWindow.Absolute(var window)) {
      request.setRange(WindowMapping.toWire(window));
    }
    return request.build();
  }

  public static GetPercentileResponse toWire(Percentile answer) {
    return GetPercentileResponse.newBuilder()
        .setValue(answer.value())
        .setUnit(answer.unit())
        .setSampleCount(answer.sampleCount())
        .setSource(answer.source())
        .setRelativeError(answer.relativeError())
        .setAppliedRange(WindowMapping.toWire(answer.applied()))
        .addAllNotes(NoteMapping.toWire(answer.notes()))
        .build();
  }

  /**
   * @throws IllegalArgumentException if no colony can have answered so
   */
  public static Percentile toDomain(GetPercentileResponse response) {
    return new Percentile(
        response.getValue(),
        response.getUnit(),
        response.getSampleCount(),
        response.getSource(),
        response.getRelativeError(),
        WindowMapping.toDomain(response.getAppliedRange()),
        NoteMapping.toDomain(response.getNotesList()));
  }
}
