package io.coral.grpc.wire;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.ErrorRate;
import io.coral.domain.query.GetErrorRate;
import io.coral.domain.time.QueryWindow;
import io.coral.grpc.v1.GetErrorRateRequest;
import io.coral.grpc.v1.GetErrorRateResponse;
import io.vavr.control.Either;
import io.vavr.control.Validation;

/** The share of requests that failed. */
public final class ErrorRateMapping {
  private ErrorRateMapping() {}

  public static Either<QueryFailure, GetErrorRate> toDomain(GetErrorRateRequest request) {
    return Fields.firstFailure(
        Validation.combine(
                Fields.selector(request.getService(), request.getNamespace(), request.getRegion()),
                WindowMapping.window(
                    request.getTimeRangeMs(), request.hasRange(), request.getRange()))
            .ap(GetErrorRate::new));
  }

  public static GetErrorRateRequest toWire(GetErrorRate intent) {
    var request =
        GetErrorRateRequest.newBuilder()
            .setService(intent.service().name().value())
            .setNamespace(intent.service().namespace().value())
            .setRegion(intent.service().region().value())
            .setTimeRangeMs(WindowMapping.timeRangeMs(intent.window()));
    if (intent.window() instanceof QueryWindow.Absolute(var window)) {
      request.setRange(WindowMapping.toWire(window));
    }
    return request.build();
  }

  public static GetErrorRateResponse toWire(ErrorRate answer) {
    return GetErrorRateResponse.newBuilder()
        .setRate(answer.rate())
        .setErrorCount(answer.errorCount())
        .setTotalCount(answer.requestCount())
        .setAppliedRange(WindowMapping.toWire(answer.applied()))
        .addAllNotes(NoteMapping.toWire(answer.notes()))
        .build();
  }

  /**
   * @throws IllegalArgumentException if no colony can have answered so
   */
  public static ErrorRate toDomain(GetErrorRateResponse response) {
    return new ErrorRate(
        response.getErrorCount(),
        response.getTotalCount(),
        WindowMapping.toDomain(response.getAppliedRange()),
        NoteMapping.toDomain(response.getNotesList()));
  }
}
