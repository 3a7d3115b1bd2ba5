package io.coral.grpc.wire;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.GetPercentileSeries;
import io.coral.domain.query.GetPercentiles;
import io.coral.domain.query.PercentileSeries;
import io.coral.domain.query.PercentileValues;
import io.coral.domain.query.Percentiles;
import io.coral.domain.query.Series;
import io.coral.domain.query.ServiceAnswer;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.time.Step;
import io.coral.domain.value.Quantile;
import io.coral.domain.value.Quantiles;
import io.coral.domain.value.ServiceName;
import io.coral.grpc.v1.GetPercentileSeriesRequest;
import io.coral.grpc.v1.GetPercentileSeriesResponse;
import io.coral.grpc.v1.GetPercentilesRequest;
import io.coral.grpc.v1.GetPercentilesResponse;
import io.coral.grpc.v1.MergedPercentiles;
import io.coral.grpc.v1.PercentilePoint;
import io.coral.grpc.v1.ServicePercentileSeries;
import io.coral.grpc.v1.ServicePercentiles;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vavr.control.Validation;
import java.time.Duration;
import java.util.List;

/** Quantiles of several services, as a whole or step by step. */
public final class ManyPercentilesMapping {
  private ManyPercentilesMapping() {}

  public static Either<QueryFailure, GetPercentiles> toDomain(GetPercentilesRequest request) {
    return Fields.firstFailure(
        Validation.combine(
                Fields.scope(request.getService(), request.getNamespace(), request.getRegion()),
                Fields.metric(request.getMetric()),
                quantiles(request.getPercentilesList()),
                WindowMapping.window(
                    request.getTimeRangeMs(), request.hasRange(), request.getRange()))
            .ap(GetPercentiles::new));
  }

  public static Either<QueryFailure, GetPercentileSeries> toDomain(
      GetPercentileSeriesRequest request) {
    return Fields.firstFailure(
        Validation.combine(
                Fields.scope(request.getService(), request.getNamespace(), request.getRegion()),
                Fields.metric(request.getMetric()),
                quantiles(request.getPercentilesList()),
                WindowMapping.step(request.getStepMs()),
                WindowMapping.window(
                    request.getTimeRangeMs(), request.hasRange(), request.getRange()))
            .ap(GetPercentileSeries::new));
  }

  private static Validation<QueryFailure, Quantiles> quantiles(List<Double> percentiles) {
    return Validation.sequence(
            percentiles.stream()
                .map(
                    each ->
                        PercentileMapping.quantile("percentiles", each)
                            .mapError(io.vavr.collection.List::of))
                .toList())
        .mapError(Seq::head)
        .flatMap(all -> Fields.checked("percentiles", "", () -> new Quantiles(all.toJavaList())));
  }

  public static GetPercentilesRequest toWire(GetPercentiles intent) {
    var request =
        GetPercentilesRequest.newBuilder()
            .setService(intent.services().service().map(ServiceName::value).orElse(""))
            .setNamespace(intent.services().namespace().value())
            .setRegion(intent.services().region().value())
            .setMetric(intent.metric().value())
            .addAllPercentiles(fractions(intent.quantiles()))
            .setTimeRangeMs(WindowMapping.timeRangeMs(intent.window()));
    if (intent.window() instanceof QueryWindow.Absolute(var window)) {
      request.setRange(WindowMapping.toWire(window));
    }
    return request.build();
  }

  public static GetPercentileSeriesRequest toWire(GetPercentileSeries intent) {
    var request =
        GetPercentileSeriesRequest.newBuilder()
            .setService(intent.services().service().map(ServiceName::value).orElse(""))
            .setNamespace(intent.services().namespace().value())
            .setRegion(intent.services().region().value())
            .setMetric(intent.metric().value())
            .addAllPercentiles(fractions(intent.quantiles()))
            .setStepMs(intent.step().length().toMillis())
            .setTimeRangeMs(WindowMapping.timeRangeMs(intent.window()));
    if (intent.window() instanceof QueryWindow.Absolute(var window)) {
      request.setRange(WindowMapping.toWire(window));
    }
    return request.build();
  }

  public static GetPercentilesResponse toWire(Percentiles answer) {
    var response =
        GetPercentilesResponse.newBuilder()
            .addAllPercentiles(fractions(answer.quantiles()))
            .setServicesWithoutData(answer.coverage().withoutData())
            .setAppliedRange(WindowMapping.toWire(answer.coverage().applied()))
            .addAllNotes(NoteMapping.toWire(answer.coverage().notes()));
    for (var service : answer.services()) {
      response.addServices(
          ServicePercentiles.newBuilder()
              .setService(service.service().value())
              .setPercentiles(toWire(service.answer())));
    }
    return response.build();
  }

  public static GetPercentileSeriesResponse toWire(PercentileSeries answer) {
    var response =
        GetPercentileSeriesResponse.newBuilder()
            .addAllPercentiles(fractions(answer.quantiles()))
            .setStepMs(answer.step().length().toMillis())
            .setServicesWithoutData(answer.coverage().withoutData())
            .setAppliedRange(WindowMapping.toWire(answer.coverage().applied()))
            .addAllNotes(NoteMapping.toWire(answer.coverage().notes()));
    for (var service : answer.services()) {
      var series = ServicePercentileSeries.newBuilder().setService(service.service().value());
      for (var point : service.answer().points()) {
        series.addPoints(
            PercentilePoint.newBuilder()
                .setStart(WindowMapping.toWire(point.start()))
                .setPercentiles(toWire(point.answer())));
      }
      response.addServices(series);
    }
    return response.build();
  }

  private static MergedPercentiles toWire(PercentileValues percentiles) {
    return MergedPercentiles.newBuilder()
        .addAllValues(percentiles.values())
        .setUnit(percentiles.unit())
        .setSampleCount(percentiles.sampleCount())
        .setSource(percentiles.source())
        .setRelativeError(percentiles.relativeError())
        .build();
  }

  private static List<Double> fractions(Quantiles quantiles) {
    return quantiles.all().stream().map(Quantile::fraction).toList();
  }

  /**
   * @throws IllegalArgumentException if no colony can have answered so
   */
  public static Percentiles toDomain(GetPercentilesResponse response) {
    return new Percentiles(
        answered(response.getPercentilesList()),
        response.getServicesList().stream()
            .map(
                service ->
                    new ServiceAnswer<>(
                        new ServiceName(service.getService()), toDomain(service.getPercentiles())))
            .toList(),
        CoverageMapping.toDomain(
            response.getAppliedRange(),
            response.getServicesWithoutData(),
            response.getNotesList()));
  }

  /**
   * @throws IllegalArgumentException if no colony can have answered so
   */
  public static PercentileSeries toDomain(GetPercentileSeriesResponse response) {
    return new PercentileSeries(
        answered(response.getPercentilesList()),
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
                                            toDomain(point.getPercentiles())))
                                .toList())))
            .toList(),
        CoverageMapping.toDomain(
            response.getAppliedRange(),
            response.getServicesWithoutData(),
            response.getNotesList()));
  }

  private static Quantiles answered(List<Double> fractions) {
    return new Quantiles(fractions.stream().map(Quantile::new).toList());
  }

  private static PercentileValues toDomain(MergedPercentiles percentiles) {
    return new PercentileValues(
        percentiles.getValuesList(),
        percentiles.getUnit(),
        percentiles.getSampleCount(),
        percentiles.getSource(),
        percentiles.getRelativeError());
  }
}
