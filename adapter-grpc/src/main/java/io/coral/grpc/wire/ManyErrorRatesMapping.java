package io.coral.grpc.wire;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.ErrorRateSeries;
import io.coral.domain.query.ErrorRates;
import io.coral.domain.query.ErrorShare;
import io.coral.domain.query.GetErrorRateSeries;
import io.coral.domain.query.GetErrorRates;
import io.coral.domain.query.Series;
import io.coral.domain.query.ServiceAnswer;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.time.Step;
import io.coral.domain.value.ServiceName;
import io.coral.grpc.v1.ErrorRatePoint;
import io.coral.grpc.v1.GetErrorRateSeriesRequest;
import io.coral.grpc.v1.GetErrorRateSeriesResponse;
import io.coral.grpc.v1.GetErrorRatesRequest;
import io.coral.grpc.v1.GetErrorRatesResponse;
import io.coral.grpc.v1.RequestErrors;
import io.coral.grpc.v1.ServiceErrorRate;
import io.coral.grpc.v1.ServiceErrorRateSeries;
import io.vavr.control.Either;
import io.vavr.control.Validation;
import java.time.Duration;

/** The share of failed requests of several services, as a whole or step by step. */
public final class ManyErrorRatesMapping {
  private ManyErrorRatesMapping() {}

  public static Either<QueryFailure, GetErrorRates> toDomain(GetErrorRatesRequest request) {
    return Fields.firstFailure(
        Validation.combine(
                Fields.scope(request.getService(), request.getNamespace(), request.getRegion()),
                WindowMapping.window(
                    request.getTimeRangeMs(), request.hasRange(), request.getRange()))
            .ap(GetErrorRates::new));
  }

  public static Either<QueryFailure, GetErrorRateSeries> toDomain(
      GetErrorRateSeriesRequest request) {
    return Fields.firstFailure(
        Validation.combine(
                Fields.scope(request.getService(), request.getNamespace(), request.getRegion()),
                WindowMapping.step(request.getStepMs()),
                WindowMapping.window(
                    request.getTimeRangeMs(), request.hasRange(), request.getRange()))
            .ap(GetErrorRateSeries::new));
  }

  public static GetErrorRatesRequest toWire(GetErrorRates intent) {
    var request =
        GetErrorRatesRequest.newBuilder()
            .setService(intent.services().service().map(ServiceName::value).orElse(""))
            .setNamespace(intent.services().namespace().value())
            .setRegion(intent.services().region().value())
            .setTimeRangeMs(WindowMapping.timeRangeMs(intent.window()));
    if (intent.window() instanceof QueryWindow.Absolute(var window)) {
      request.setRange(WindowMapping.toWire(window));
    }
    return request.build();
  }

  public static GetErrorRateSeriesRequest toWire(GetErrorRateSeries intent) {
    var request =
        GetErrorRateSeriesRequest.newBuilder()
            .setService(intent.services().service().map(ServiceName::value).orElse(""))
            .setNamespace(intent.services().namespace().value())
            .setRegion(intent.services().region().value())
            .setStepMs(intent.step().length().toMillis())
            .setTimeRangeMs(WindowMapping.timeRangeMs(intent.window()));
    if (intent.window() instanceof QueryWindow.Absolute(var window)) {
      request.setRange(WindowMapping.toWire(window));
    }
    return request.build();
  }

  public static GetErrorRatesResponse toWire(ErrorRates answer) {
    var response =
        GetErrorRatesResponse.newBuilder()
            .setServicesWithoutData(answer.coverage().withoutData())
            .setAppliedRange(WindowMapping.toWire(answer.coverage().applied()))
            .addAllNotes(NoteMapping.toWire(answer.coverage().notes()));
    for (var service : answer.services()) {
      response.addServices(
          ServiceErrorRate.newBuilder()
              .setService(service.service().value())
              .setErrors(toWire(service.answer())));
    }
    return response.build();
  }

  public static GetErrorRateSeriesResponse toWire(ErrorRateSeries answer) {
    var response =
        GetErrorRateSeriesResponse.newBuilder()
            .setStepMs(answer.step().length().toMillis())
            .setServicesWithoutData(answer.coverage().withoutData())
            .setAppliedRange(WindowMapping.toWire(answer.coverage().applied()))
            .addAllNotes(NoteMapping.toWire(answer.coverage().notes()));
    for (var service : answer.services()) {
      var series = ServiceErrorRateSeries.newBuilder().setService(service.service().value());
      for (var point : service.answer().points()) {
        series.addPoints(
            ErrorRatePoint.newBuilder()
                .setStart(WindowMapping.toWire(point.start()))
                .setErrors(toWire(point.answer())));
      }
      response.addServices(series);
    }
    return response.build();
  }

  private static RequestErrors toWire(ErrorShare share) {
    return RequestErrors.newBuilder()
        .setRate(share.rate())
        .setErrorCount(share.errorCount())
        .setTotalCount(share.requestCount())
        .build();
  }

  /**
   * @throws IllegalArgumentException if no colony can have answered so
   */
  public static ErrorRates toDomain(GetErrorRatesResponse response) {
    return new ErrorRates(
        response.getServicesList().stream()
            .map(
                service ->
                    new ServiceAnswer<>(
                        new ServiceName(service.getService()), toDomain(service.getErrors())))
            .toList(),
        CoverageMapping.toDomain(
            response.getAppliedRange(),
            response.getServicesWithoutData(),
            response.getNotesList()));
  }

  /**
   * @throws IllegalArgumentException if no colony can have answered so
   */
  public static ErrorRateSeries toDomain(GetErrorRateSeriesResponse response) {
    return new ErrorRateSeries(
        new Step(Duration.ofMillis(response.getStepMs())),
        response.getServicesList().stream()
            .map(
                service ->
                    new ServiceAnswer<>(
                        new ServiceName(service.getService()),
                        new Series<>(
                            service.getPointsList().stream()
                                .map(
                                    point ->
                                        new Series.Point<>(
                                            WindowMapping.toDomain(point.getStart()),
                                            toDomain(point.getErrors())))
                                .toList())))
            .toList(),
        CoverageMapping.toDomain(
            response.getAppliedRange(),
            response.getServicesWithoutData(),
            response.getNotesList()));
  }

  private static ErrorShare toDomain(RequestErrors errors) {
    return new ErrorShare(errors.getErrorCount(), errors.getTotalCount());
  }
}
