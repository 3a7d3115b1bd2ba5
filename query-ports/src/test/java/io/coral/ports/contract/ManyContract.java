package io.coral.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.failure.QueryFailure.NotFound;
import io.coral.domain.query.ErrorRates;
import io.coral.domain.query.ErrorShare;
import io.coral.domain.query.GetErrorRate;
import io.coral.domain.query.GetErrorRates;
import io.coral.domain.query.GetPercentile;
import io.coral.domain.query.GetPercentiles;
import io.coral.domain.query.Note;
import io.coral.domain.query.PercentileValues;
import io.coral.domain.query.Percentiles;
import io.coral.domain.query.ServiceAnswer;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.time.TimeWindow;
import io.coral.domain.value.Label;
import io.coral.domain.value.MetricName;
import io.coral.domain.value.Quantile;
import io.coral.domain.value.Quantiles;
import io.coral.domain.value.ServiceName;
import io.coral.domain.value.ServiceScope;
import io.coral.domain.value.ServiceSelector;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How questions about many services at once are answered. */
public abstract class ManyContract extends ColonyContract {
  private static final QueryWindow MORNING =
      between("2026-03-01T10:00:00Z", "2026-03-01T12:00:00Z");

  private static final TimeWindow APPLIED =
      new TimeWindow(Instant.parse("2026-03-01T10:00:00Z"), Instant.parse("2026-03-01T12:00:00Z"));

  private static final Quantiles QUANTILES =
      Quantiles.of(
          Quantile.P99, new Quantile(0), Quantile.P50, new Quantile(0.07), new Quantile(1));

  @Test
  void getPercentiles_eachServiceHasTheNumbersItHasAlone() {
    given(crowd(11));
    given(crowd(12)); // late batches, which are merged

    for (String metric : List.of("http.server.duration", "queue.length", "cache.size")) {
      for (ServiceScope scope :
          List.of(
              ServiceScope.all(),
              new ServiceScope(Optional.empty(), new Label("shop"), Label.NONE),
              new ServiceScope(Optional.empty(), Label.NONE, new Label("eu")),
              new ServiceScope(Optional.empty(), new Label("bank"), new Label("us")),
              ServiceScope.of(ServiceSelector.of("service3")))) {
        var answer = answerOf(colony().getPercentiles(percentiles(scope, metric)));

        assertThat(answer.quantiles()).isEqualTo(QUANTILES);
        assertThat(answer.coverage().applied()).isEqualTo(APPLIED);
        for (var service : answer.services()) {
          assertIsWhatItIsAlone(scope, metric, service);
        }
      }
    }
  }

  private void assertIsWhatItIsAlone(
      ServiceScope scope, String metric, ServiceAnswer<PercentileValues> service) {
    PercentileValues values = service.answer();
    for (int i = 0; i < QUANTILES.count(); i++) {
      var alone =
          answerOf(
              colony()
                  .getPercentile(
                      new GetPercentile(
                          scope.selector(service.service()),
                          new MetricName(metric),
                          QUANTILES.all().get(i),
                          MORNING)));
      assertThat(values.values().get(i)).isEqualTo(alone.value());
      assertThat(values.unit()).isEqualTo(alone.unit());
      assertThat(values.sampleCount()).isEqualTo(alone.sampleCount());
      assertThat(values.source()).isEqualTo(alone.source());
      assertThat(values.relativeError()).isEqualTo(alone.relativeError());
    }
  }

  @Test
  void getErrorRates_eachServiceHasTheCountsItHasAlone() {
    given(crowd(13));

    var answer = answerOf(colony().getErrorRates(new GetErrorRates(ServiceScope.all(), MORNING)));

    assertThat(answer.coverage().applied()).isEqualTo(APPLIED);
    assertThat(answer.services()).hasSize(7);
    for (var service : answer.services()) {
      var alone =
          answerOf(
              colony()
                  .getErrorRate(
                      new GetErrorRate(ServiceScope.all().selector(service.service()), MORNING)));
      assertThat(service.answer())
          .isEqualTo(new ErrorShare(alone.errorCount(), alone.requestCount()));
    }
  }

  @Test
  void getPercentiles_all_namesEveryServiceOnceAndInOrder() {
    given(
        new Telemetry()
            .request(Telemetry.sender("b", "x", "eu", "1"), 1, "2026-03-01T11:00:00Z", 10)
            .request(Telemetry.sender("a", "y", "us", "2"), 2, "2026-03-01T11:00:00Z", 30)
            .request(Telemetry.sender("b", "y", "us", "3"), 3, "2026-03-01T11:00:00Z", 20));

    assertThat(names(of(ServiceScope.all()))).containsExactly("a", "b");
    assertThat(of(ServiceScope.all()).services().get(1).answer().sampleCount()).isEqualTo(2);
    var narrowed = of(new ServiceScope(Optional.empty(), new Label("x"), Label.NONE));
    assertThat(names(narrowed)).containsExactly("b");
    assertThat(narrowed.services().getFirst().answer().sampleCount()).isEqualTo(1);
    assertThat(narrowed.coverage().withoutData()).isZero();
  }

  @Test
  void getPercentiles_serviceWithoutData_isCountedAndHasNoRow() {
    given(
        new Telemetry()
            .request("orders", "2026-03-01T11:00:00Z", 5)
            .request("asleep", "2026-03-01T08:00:00Z", 5)
            .gauge("sidecar", "queue.length", "1", "2026-03-01T11:00:00Z", 3));

    assertThat(names(of(ServiceScope.all()))).containsExactly("orders");
    assertThat(of(ServiceScope.all()).coverage().withoutData()).isEqualTo(2);
    assertThat(names(rates(ServiceScope.all()))).containsExactly("orders");
    assertThat(rates(ServiceScope.all()).coverage().withoutData()).isEqualTo(2);
  }

  @Test
  void getPercentiles_eachServiceReadsItsOwnSource() {
    given(
        new Telemetry()
            .request("spans", "2026-03-01T11:00:00Z", 5)
            .histogram("spans", "http.server.duration", "1", "2026-03-01T11:00:00Z", 42)
            .histogram("old", "http.server.duration", "nanoseconds", "2026-03-01T11:00:00Z", 6e6)
            .histogram(
                "new", "http.server.request.duration", "nanoseconds", "2026-03-01T11:00:00Z", 7e6));

    var answer = of(ServiceScope.all());

    assertThat(names(answer)).containsExactly("new", "old", "spans");
    assertThat(answer.services())
        .extracting(service -> service.answer().source())
        .containsExactly("http.server.request.duration", "http.server.duration", "spans");
  }

  @Test
  void getPercentiles_noServiceHasData_isNoDataWithTheLastRange() {
    given(
        new Telemetry()
            .request("orders", "2026-03-01T08:10:00Z", 2)
            .request("payments", "2026-03-01T09:30:30Z", 2));
    var last =
        Optional.of(
            new TimeWindow(
                Instant.parse("2026-03-01T09:30:00Z"), Instant.parse("2026-03-01T09:31:00Z")));

    assertThat(failureOf(colony().getPercentiles(durations(ServiceScope.all()))))
        .isEqualTo(new QueryFailure.NoData("http.server.duration of any service", APPLIED, last));
    assertThat(failureOf(colony().getErrorRates(new GetErrorRates(ServiceScope.all(), MORNING))))
        .isEqualTo(new QueryFailure.NoData("requests of any service", APPLIED, last));
  }

  @Test
  void getPercentiles_colonyWithoutServices_isNoData() {
    assertThat(failureOf(colony().getPercentiles(durations(ServiceScope.all()))))
        .isInstanceOf(QueryFailure.NoData.class);
    assertThat(failureOf(colony().getErrorRates(new GetErrorRates(ServiceScope.all(), MORNING))))
        .isInstanceOf(QueryFailure.NoData.class);
  }

  @Test
  void getPercentiles_namespaceOfNobody_isNoDataThatNamesIt() {
    given(new Telemetry().request("orders", "2026-03-01T11:00:00Z", 2));
    var nobody = new ServiceScope(Optional.empty(), new Label("nowhere"), Label.NONE);

    assertThat(failureOf(colony().getPercentiles(durations(nobody))).message())
        .contains("any service of namespace nowhere");
  }

  @Test
  void getPercentiles_unknownMetric_isNotFoundWithNearNames() {
    given(
        new Telemetry()
            .request("orders", "2026-03-01T11:00:00Z", 2)
            .gauge("sidecar", "queue.length", "1", "2026-03-01T11:00:00Z", 3));

    assertThat(failureOf(colony().getPercentiles(percentiles(ServiceScope.all(), "queue.lenght"))))
        .isEqualTo(new NotFound(NotFound.Kind.METRIC, "queue.lenght", List.of("queue.length")));
  }

  @Test
  void getPercentiles_unknownService_isNotFoundWithNearNames() {
    given(new Telemetry().request("orders", "2026-03-01T11:00:00Z", 2));
    var scope = ServiceScope.of(ServiceSelector.of("order"));
    var expected = new NotFound(NotFound.Kind.SERVICE, "order", List.of("orders"));

    assertThat(failureOf(colony().getPercentiles(durations(scope)))).isEqualTo(expected);
    assertThat(failureOf(colony().getErrorRates(new GetErrorRates(scope, MORNING))))
        .isEqualTo(expected);
  }

  @Test
  void getPercentiles_metricOfOlderDataOnly_isNoData() {
    given(new Telemetry().gauge("sidecar", "queue.length", "1", "2026-03-01T09:00:00Z", 3));

    assertThat(failureOf(colony().getPercentiles(percentiles(ServiceScope.all(), "queue.length"))))
        .isInstanceOfSatisfying(
            QueryFailure.NoData.class, none -> assertThat(none.lastData()).isPresent());
  }

  @Test
  void getErrorRates_windowIsWidenedWithANote() {
    given(new Telemetry().request("orders", "2026-03-01T11:00:00Z", 2));

    var answer =
        answerOf(
            colony()
                .getErrorRates(
                    new GetErrorRates(
                        ServiceScope.all(),
                        between("2026-03-01T11:00:20Z", "2026-03-01T11:00:40Z"))));

    assertThat(answer.coverage().applied().length()).hasMinutes(1);
    assertThat(answer.coverage().notes())
        .extracting(Note::code)
        .containsExactly(Note.Code.WINDOW_WIDENED);
  }

  /** Seven services in several namespaces and regions, some of whose values are of two units. */
  static Telemetry crowd(long seed) {
    var random = new Random(seed);
    var telemetry = new Telemetry();
    for (int i = 0; i < 400; i++) {
      var sender =
          Telemetry.sender(
              "service" + i % 7,
              i % 3 == 0 ? "shop" : "bank",
              i % 5 == 0 ? "eu" : "us",
              "instance" + i % 4);
      String minute = "2026-03-01T1%d:%02d:00Z".formatted(i % 2, random.nextInt(60));
      if (random.nextInt(10) == 0) {
        telemetry.failedRequest(sender, 10_000 + i, minute, random.nextLong(5_000));
      } else {
        telemetry.request(sender, 10_000 + i, minute, random.nextLong(5_000));
      }
      if (i % 4 == 0) {
        telemetry.gauge(sender, "queue.length", "1", minute, random.nextGaussian() * 100);
        telemetry.gauge(
            sender, "cache.size", i % 8 == 0 ? "By" : "{page}", minute, i, (double) i * i);
      }
    }
    return telemetry;
  }

  private Percentiles of(ServiceScope scope) {
    return answerOf(colony().getPercentiles(durations(scope)));
  }

  private ErrorRates rates(ServiceScope scope) {
    return answerOf(colony().getErrorRates(new GetErrorRates(scope, MORNING)));
  }

  private static List<String> names(Percentiles answer) {
    return answer.services().stream().map(ServiceAnswer::service).map(ServiceName::value).toList();
  }

  private static List<String> names(ErrorRates answer) {
    return answer.services().stream().map(ServiceAnswer::service).map(ServiceName::value).toList();
  }

  private static GetPercentiles durations(ServiceScope scope) {
    return percentiles(scope, "http.server.duration");
  }

  private static GetPercentiles percentiles(ServiceScope scope, String metric) {
    return new GetPercentiles(scope, new MetricName(metric), QUANTILES, MORNING);
  }
}
