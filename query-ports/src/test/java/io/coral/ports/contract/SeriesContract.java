package io.coral.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.failure.QueryFailure.NotFound;
import io.coral.domain.query.ErrorRateSeries;
import io.coral.domain.query.ErrorShare;
import io.coral.domain.query.GetErrorRate;
import io.coral.domain.query.GetErrorRateSeries;
import io.coral.domain.query.GetErrorRates;
import io.coral.domain.query.GetPercentile;
import io.coral.domain.query.GetPercentileSeries;
import io.coral.domain.query.GetPercentiles;
import io.coral.domain.query.Note;
import io.coral.domain.query.Percentile;
import io.coral.domain.query.PercentileSeries;
import io.coral.domain.query.PercentileValues;
import io.coral.domain.query.Series;
import io.coral.domain.query.SeriesLimit;
import io.coral.domain.query.ServiceAnswer;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.time.Step;
import io.coral.domain.time.TimeWindow;
import io.coral.domain.value.MetricName;
import io.coral.domain.value.Quantile;
import io.coral.domain.value.Quantiles;
import io.coral.domain.value.ServiceScope;
import io.coral.domain.value.ServiceSelector;
import io.vavr.control.Either;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How questions step by step are answered. */
public abstract class SeriesContract extends ColonyContract {
  private static final QueryWindow MORNING =
      between("2026-03-01T10:00:00Z", "2026-03-01T12:00:00Z");

  private static final Quantiles MEDIAN_AND_P99 = Quantiles.of(Quantile.P50, Quantile.P99);
  private static final Step FIVE_MINUTES = new Step(Duration.ofMinutes(5));

  @Test
  void getPercentileSeries_eachPointIsWhatItsStepIsAlone() {
    given(ManyContract.crowd(21));
    given(ManyContract.crowd(22));

    for (String metric : List.of("http.server.duration", "queue.length", "cache.size")) {
      for (long minutes : new long[] {7, 30}) {
        var step = new Step(Duration.ofMinutes(minutes));
        var answer =
            answerOf(
                colony()
                    .getPercentileSeries(
                        new GetPercentileSeries(
                            ServiceScope.all(),
                            new MetricName(metric),
                            MEDIAN_AND_P99,
                            step,
                            MORNING)));

        assertThat(answer.services()).isNotEmpty();
        for (var service : answer.services()) {
          for (var point : service.answer().points()) {
            var selector = ServiceScope.all().selector(service.service());
            assertThat(point.answer()).isEqualTo(alone(selector, metric, step.at(point.start())));
          }
        }
      }
    }
  }

  /** What the question of one service, one quantile and one window answers, put together. */
  private PercentileValues alone(ServiceSelector service, String metric, TimeWindow window) {
    List<Percentile> answers =
        MEDIAN_AND_P99.all().stream()
            .map(
                q ->
                    answerOf(
                        colony()
                            .getPercentile(
                                new GetPercentile(
                                    service,
                                    new MetricName(metric),
                                    q,
                                    new QueryWindow.Absolute(window)))))
            .toList();
    Percentile any = answers.getFirst();
    return new PercentileValues(
        answers.stream().map(Percentile::value).toList(),
        any.unit(),
        any.sampleCount(),
        any.source(),
        any.relativeError());
  }

  @Test
  void getErrorRateSeries_eachPointIsWhatItsStepIsAlone() {
    given(ManyContract.crowd(23));

    var answer =
        answerOf(
            colony()
                .getErrorRateSeries(
                    new GetErrorRateSeries(ServiceScope.all(), FIVE_MINUTES, MORNING)));

    for (var service : answer.services()) {
      for (var point : service.answer().points()) {
        var alone =
            answerOf(
                colony()
                    .getErrorRate(
                        new GetErrorRate(
                            ServiceScope.all().selector(service.service()),
                            new QueryWindow.Absolute(FIVE_MINUTES.at(point.start())))));
        assertThat(point.answer())
            .isEqualTo(new ErrorShare(alone.errorCount(), alone.requestCount()));
      }
      assertThat(service.answer().points())
          .as("every request is in one step")
          .extracting(point -> point.answer().requestCount())
          .satisfies(
              counts ->
                  assertThat(counts.stream().mapToLong(Long::longValue).sum())
                      .isEqualTo(
                          answerOf(
                                  colony()
                                      .getErrorRate(
                                          new GetErrorRate(
                                              ServiceScope.all().selector(service.service()),
                                              MORNING)))
                              .requestCount()));
    }
  }

  @Test
  void getSeries_stepOfTheWholeWindow_isTheAnswerWithoutSteps() {
    given(ManyContract.crowd(24));
    var step = new Step(Duration.ofHours(2));

    var series = percentiles(ServiceScope.all(), step, MORNING);
    var whole =
        answerOf(
            colony()
                .getPercentiles(
                    new GetPercentiles(
                        ServiceScope.all(),
                        GetPercentile.REQUEST_DURATION,
                        MEDIAN_AND_P99,
                        MORNING)));
    var rates = rates(ServiceScope.all(), step, MORNING);
    var wholeRates =
        answerOf(colony().getErrorRates(new GetErrorRates(ServiceScope.all(), MORNING)));

    assertThat(series.coverage()).isEqualTo(whole.coverage());
    assertThat(onlyPoints(series.services())).isEqualTo(whole.services());
    assertThat(rates.coverage()).isEqualTo(wholeRates.coverage());
    assertThat(onlyPoints(rates.services())).isEqualTo(wholeRates.services());
  }

  private static <A> List<ServiceAnswer<A>> onlyPoints(List<ServiceAnswer<Series<A>>> services) {
    return services.stream()
        .map(
            service -> {
              assertThat(service.answer().points()).hasSize(1);
              return new ServiceAnswer<>(
                  service.service(), service.answer().points().getFirst().answer());
            })
        .toList();
  }

  @Test
  void getSeries_stepsAreMultiplesSince1970_andTheWindowIsWidenedToThem() {
    given(
        new Telemetry()
            .request("orders", "2026-03-01T10:59:59Z", 1)
            .request("orders", "2026-03-01T11:00:00Z", 2)
            .request("orders", "2026-03-01T11:04:59Z", 3)
            .request("orders", "2026-03-01T11:14:59Z", 4)
            .request("orders", "2026-03-01T11:15:00Z", 5));

    var answer =
        rates(
            ServiceScope.all(),
            FIVE_MINUTES,
            between("2026-03-01T11:03:00Z", "2026-03-01T11:12:00Z"));

    assertThat(answer.coverage().applied())
        .isEqualTo(
            new TimeWindow(
                Instant.parse("2026-03-01T11:00:00Z"), Instant.parse("2026-03-01T11:15:00Z")));
    assertThat(answer.coverage().notes())
        .extracting(Note::code)
        .containsExactly(Note.Code.WINDOW_WIDENED);
    assertThat(answer.services().getFirst().answer().points())
        .containsExactly(
            new Series.Point<>(Instant.parse("2026-03-01T11:00:00Z"), new ErrorShare(0, 2)),
            new Series.Point<>(Instant.parse("2026-03-01T11:10:00Z"), new ErrorShare(0, 1)));
  }

  @Test
  void getSeries_lookBack_endsWithTheStepThatIsNow() {
    given(
        new Telemetry()
            .request("orders", "2026-03-01T11:54:59Z", 1)
            .request("orders", "2026-03-01T12:00:29Z", 3));

    var answer =
        rates(ServiceScope.all(), FIVE_MINUTES, new QueryWindow.LookBack(Duration.ofMinutes(6)));

    assertThat(answer.coverage().applied())
        .isEqualTo(
            new TimeWindow(
                Instant.parse("2026-03-01T11:50:00Z"), Instant.parse("2026-03-01T12:05:00Z")));
    assertThat(answer.coverage().notes()).isEmpty();
    assertThat(answer.services().getFirst().answer().points())
        .extracting(Series.Point::start)
        .containsExactly(
            Instant.parse("2026-03-01T11:50:00Z"), Instant.parse("2026-03-01T12:00:00Z"));
  }

  @Test
  void getSeries_oneService_isThatServiceAmongAll() {
    given(ManyContract.crowd(25));
    var one = ServiceScope.of(ServiceSelector.of("service4"));

    assertThat(percentiles(one, FIVE_MINUTES, MORNING).services())
        .isEqualTo(
            percentiles(ServiceScope.all(), FIVE_MINUTES, MORNING).services().stream()
                .filter(service -> service.service().value().equals("service4"))
                .toList());
    assertThat(percentiles(one, FIVE_MINUTES, MORNING).coverage().withoutData()).isZero();
  }

  @Test
  void getSeries_serviceWithoutData_isCountedAndHasNoRow() {
    given(
        new Telemetry()
            .request("orders", "2026-03-01T11:00:00Z", 5)
            .request("asleep", "2026-03-01T08:00:00Z", 5));

    assertThat(percentiles(ServiceScope.all(), FIVE_MINUTES, MORNING).coverage().withoutData())
        .isEqualTo(1);
    assertThat(rates(ServiceScope.all(), FIVE_MINUTES, MORNING).services()).hasSize(1);
  }

  @Test
  void getPercentileSeries_eachStepReadsItsOwnSource() {
    given(
        new Telemetry()
            .histogram("orders", "http.server.duration", "nanoseconds", "2026-03-01T10:00:00Z", 6e6)
            .request("orders", "2026-03-01T11:00:00Z", 5));

    assertThat(
            percentiles(ServiceScope.all(), FIVE_MINUTES, MORNING)
                .services()
                .getFirst()
                .answer()
                .points())
        .extracting(point -> point.answer().source())
        .containsExactly("http.server.duration", "spans");
  }

  @Test
  void getSeries_emptyWindow_isNoDataWithTheLastRange() {
    given(new Telemetry().request("orders", "2026-03-01T09:30:30Z", 2));
    var last =
        Optional.of(
            new TimeWindow(
                Instant.parse("2026-03-01T09:30:00Z"), Instant.parse("2026-03-01T09:31:00Z")));

    assertThat(failureOf(ask(ServiceScope.all(), FIVE_MINUTES, MORNING)))
        .isInstanceOfSatisfying(
            QueryFailure.NoData.class, none -> assertThat(none.lastData()).isEqualTo(last));
    assertThat(
            failureOf(
                colony()
                    .getErrorRateSeries(
                        new GetErrorRateSeries(ServiceScope.all(), FIVE_MINUTES, MORNING))))
        .isInstanceOfSatisfying(
            QueryFailure.NoData.class, none -> assertThat(none.lastData()).isEqualTo(last));
  }

  @Test
  void getSeries_unknownNames_areNotFoundWithNearNames() {
    given(new Telemetry().request("orders", "2026-03-01T11:00:00Z", 2));
    var order = ServiceScope.of(ServiceSelector.of("order"));
    var expected = new NotFound(NotFound.Kind.SERVICE, "order", List.of("orders"));

    assertThat(failureOf(ask(order, FIVE_MINUTES, MORNING))).isEqualTo(expected);
    assertThat(
            failureOf(
                colony().getErrorRateSeries(new GetErrorRateSeries(order, FIVE_MINUTES, MORNING))))
        .isEqualTo(expected);
    assertThat(
            failureOf(
                colony()
                    .getPercentileSeries(
                        new GetPercentileSeries(
                            ServiceScope.all(),
                            new MetricName("http.server.durations"),
                            MEDIAN_AND_P99,
                            FIVE_MINUTES,
                            MORNING))))
        .isEqualTo(
            new NotFound(
                NotFound.Kind.METRIC, "http.server.durations", List.of("http.server.duration")));
  }

  @Test
  void getSeries_moreStepsThanPoints_isRefusedWithTheStepThatWouldDo() {
    given(new Telemetry().request("orders", "2026-03-01T11:00:00Z", 2));
    var month = new QueryWindow.LookBack(Duration.ofDays(30));

    var failure = failureOf(ask(ServiceScope.all(), Step.MINUTE, month));

    assertThat(failure)
        .isInstanceOfSatisfying(
            QueryFailure.LimitExceeded.class,
            exceeded -> assertThat(exceeded.limit()).isEqualTo("points"));
    assertThat(failure.hint()).contains("a step of 4m or longer");
    assertThat(
            failureOf(
                colony()
                    .getErrorRateSeries(
                        new GetErrorRateSeries(ServiceScope.all(), Step.MINUTE, month))))
        .isEqualTo(failure);
    assertThat(ask(ServiceScope.all(), new Step(Duration.ofMinutes(4)), month).isRight()).isTrue();
  }

  @Test
  void getSeries_morePointsThanAReplyHolds_isRefused_alsoOfFewStepsEach() {
    int services = SeriesLimit.MAX_POINTS / 60 + 1;
    var telemetry = new Telemetry();
    for (int service = 0; service < services; service++) {
      for (int minute = 0; minute < 60; minute++) {
        telemetry.request("service" + service, "2026-03-01T11:%02d:00Z".formatted(minute), 5);
      }
    }
    given(telemetry);

    assertThat(failureOf(ask(ServiceScope.all(), Step.MINUTE, MORNING)))
        .isEqualTo(SeriesLimit.tooManyPoints(Step.MINUTE));
    assertThat(
            failureOf(
                colony()
                    .getErrorRateSeries(
                        new GetErrorRateSeries(ServiceScope.all(), Step.MINUTE, MORNING))))
        .isEqualTo(SeriesLimit.tooManyPoints(Step.MINUTE));
    assertThat(rates(ServiceScope.all(), new Step(Duration.ofHours(1)), MORNING).services())
        .hasSize(services);
  }

  private PercentileSeries percentiles(ServiceScope scope, Step step, QueryWindow window) {
    return answerOf(ask(scope, step, window));
  }

  private Either<QueryFailure, PercentileSeries> ask(
      ServiceScope scope, Step step, QueryWindow window) {
    return colony()
        .getPercentileSeries(
            new GetPercentileSeries(
                scope, GetPercentile.REQUEST_DURATION, MEDIAN_AND_P99, step, window));
  }

  private ErrorRateSeries rates(ServiceScope scope, Step step, QueryWindow window) {
    return answerOf(colony().getErrorRateSeries(new GetErrorRateSeries(scope, step, window)));
  }
}
