package io.coral.cli.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.assertj.core.data.Percentage.withPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.inject.Guice;
import com.google.inject.Injector;
import io.coral.cli.truth.Recording.Span;
import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.FindErrorTraces;
import io.coral.domain.query.FindSlowTraces;
import io.coral.domain.query.GetErrorRate;
import io.coral.domain.query.GetPercentile;
import io.coral.domain.query.GetSystemMetrics;
import io.coral.domain.query.ListServices;
import io.coral.domain.query.TraceSummary;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.time.TimeWindow;
import io.coral.domain.value.Label;
import io.coral.domain.value.Limit;
import io.coral.domain.value.Quantile;
import io.coral.domain.value.ServiceSelector;
import io.coral.duckdb.DuckDbModule;
import io.coral.grpc.GrpcModule;
import io.coral.ports.ColonyQueries;
import io.coral.ports.ColonyStore;
import io.coral.ports.ColonyStores;
import io.coral.ports.ImportReport;
import io.coral.ports.TelemetryImport;
import io.vavr.control.Either;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An hour of a real system, imported whole, against exact answers. */
class TrainTicketTest {
  private static final QueryWindow ALL = between("2023-01-29T09:00:00Z", "2023-01-29T10:02:00Z");

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:30Z");

  private static Recording recording;
  private static ColonyStore store;
  private static ImportReport report;

  @BeforeAll
  static void importTheRecording() {
    recording = Recording.read();
    var injector = injector();
    store = injector.getInstance(ColonyStores.class).inMemory();
    report =
        injector
            .getInstance(TelemetryImport.class)
            .run(
                List.of(
                    Recording.file("traces.otlp.jsonl.gz"),
                    Recording.file("metrics.otlp.jsonl.gz")),
                false,
                store.writer(),
                new FailingListener());
  }

  @AfterAll
  static void closeTheStore() {
    store.close();
  }

  @Test
  void everyItemIsImported() {
    var totals = recording.expected().get("totals");

    assertThat(report.failure()).isEmpty();
    assertThat(report.spans()).isEqualTo(totals.get("spans").asLong());
    assertThat(report.points()).isEqualTo(totals.get("metric_points").asLong());
    assertThat(report.refused()).isZero();
    assertThat(report.repeatedRequests()).isZero();
  }

  @Test
  void theRecordingsOwnAnswersAreThoseComputedHere() {
    var byService = Exact.requestsByService(recording.spans());
    recording
        .expected()
        .get("services_requests")
        .properties()
        .forEach(
            service ->
                assertThat(Exact.nearestRank(byService.get(service.getKey()), "0.99"))
                    .isEqualTo(service.getValue().at("/duration_ns/p99_nearest_rank").asLong()));
  }

  @Test
  void servicesAreThoseWithSpans() {
    var names =
        answer(colony().listServices(ListServices.all())).services().stream()
            .map(service -> service.name().value())
            .toList();

    assertThat(names)
        .containsExactlyElementsOf(
            recording.spans().stream().map(Span::service).distinct().sorted().toList());
    assertThat(
            answer(colony().listServices(new ListServices(Label.NONE, Label.NONE, true)))
                .services())
        .hasSize(recording.expected().at("/totals/metric_services").asInt());
  }

  @Test
  void overTheWholeRange_countsAreExact_andPercentilesWithinOnePercent() {
    recording
        .expected()
        .get("services_requests")
        .properties()
        .forEach(
            service -> {
              var exact = service.getValue();
              var rate = answer(colony().getErrorRate(errorRate(service.getKey(), ALL)));
              assertThat(rate.requestCount()).isEqualTo(exact.get("count").asLong());
              assertThat(rate.errorCount()).isEqualTo(exact.get("error_count").asLong());
              Map.of("0.5", "p50", "0.95", "p95", "0.99", "p99")
                  .forEach(
                      (quantile, name) ->
                          assertThat(percentile(service.getKey(), quantile, ALL))
                              .as("%s of %s", name, service.getKey())
                              .isCloseTo(
                                  exact.at("/duration_ns/" + name + "_nearest_rank").asDouble(),
                                  withPercentage(1)));
            });
  }

  @ParameterizedTest
  @CsvSource({
    "2023-01-29T09:55:08.675Z, 2023-01-29T10:00:08.675Z",
    "2023-01-29T09:45:00Z, 2023-01-29T10:00:00Z",
    "2023-01-29T09:12:30Z, 2023-01-29T09:12:31Z",
    "2023-01-29T09:30:08.675Z, 2023-01-29T10:00:08.675Z"
  })
  void overPartOfTheRange_countsAreExact_andPercentilesWithinOnePercent(Instant from, Instant to) {
    assertWindow(new QueryWindow.Absolute(new TimeWindow(from, to)), nanos(from), nanos(to));
  }

  @Test
  void everyMinuteOfEveryService_isExact() {
    for (var minute :
        recording.spans().stream()
            .map(span -> Math.floorDiv(span.startUnixNano(), 60_000_000_000L))
            .distinct()
            .toList()) {
      var from = Instant.ofEpochSecond(minute * 60);
      var to = from.plusSeconds(60);
      assertWindow(new QueryWindow.Absolute(new TimeWindow(from, to)), nanos(from), nanos(to));
    }
  }

  private void assertWindow(QueryWindow window, long from, long to) {
    var byService = Exact.requestsByService(Exact.inWindow(recording.spans(), from, to));
    for (String service : Exact.requestsByService(recording.spans()).keySet()) {
      var requests = byService.get(service);
      var rate = colony().getErrorRate(errorRate(service, window));
      if (requests == null) {
        assertThat(rate.getLeft()).isInstanceOf(QueryFailure.NoData.class);
        continue;
      }
      assertThat(answer(rate).requestCount()).isEqualTo(requests.size());
      assertThat(answer(rate).errorCount())
          .isEqualTo(requests.stream().filter(Span::error).count());
      for (String quantile : List.of("0", "0.5", "0.95", "0.99", "1")) {
        assertThat(percentile(service, quantile, window))
            .as("%s of %s in %s", quantile, service, window)
            .isCloseTo((double) Exact.nearestRank(requests, quantile), withPercentage(1));
      }
    }
  }

  @Test
  void slowTracesOfEveryService_areExactInOrder() {
    for (String service : Exact.requestsByService(recording.spans()).keySet()) {
      for (long millis : new long[] {0, 20, 500}) {
        var exact = Exact.slowest(recording.spans(), service, millis * 1_000_000);
        var found =
            answer(
                colony()
                    .findSlowTraces(
                        new FindSlowTraces(
                            Optional.of(ServiceSelector.of(service)),
                            Duration.ofMillis(millis),
                            ALL,
                            new Limit(25))));

        assertThat(found.totalCount()).isEqualTo(exact.size());
        assertThat(found.traces())
            .extracting(trace -> trace.traceId().hex() + " " + trace.duration().toNanos())
            .containsExactlyElementsOf(
                exact.stream().limit(25).map(trace -> trace.id() + " " + trace.nanos()).toList());
      }
    }
  }

  @Test
  void slowTracesByExtent_areExactInOrder() {
    var found =
        answer(
            colony()
                .findSlowTraces(
                    new FindSlowTraces(Optional.empty(), Duration.ZERO, ALL, Limit.DEFAULT)));

    assertThat(found.totalCount()).isEqualTo(recording.expected().at("/totals/traces").asLong());
    var exact = recording.expected().get("slowest_traces_by_extent");
    for (int i = 0; i < exact.size(); i++) {
      assertThat(found.traces().get(i).traceId().hex())
          .isEqualTo(exact.get(i).get("trace_id").asText());
      assertThat(found.traces().get(i).duration().toNanos())
          .isEqualTo(exact.get(i).get("extent_ns").asLong());
      assertThat(found.traces().get(i).rootService())
          .isEqualTo(exact.get(i).get("root_service").asText());
      assertThat(found.traces().get(i).spanCount()).isEqualTo(exact.get(i).get("spans").asLong());
    }
  }

  @Test
  void errorTracesOfEveryService_areExactInOrder() {
    for (String service : Exact.requestsByService(recording.spans()).keySet()) {
      var exact = Exact.failed(recording.spans(), service);
      var found =
          answer(
              colony()
                  .findErrorTraces(
                      new FindErrorTraces(
                          Optional.of(ServiceSelector.of(service)), ALL, new Limit(1000))));

      assertThat(found.totalCount()).isEqualTo(exact.size());
      assertThat(found.traces())
          .extracting(trace -> trace.traceId().hex())
          .containsExactlyElementsOf(exact.stream().map(Exact.Trace::id).toList());
    }
  }

  @Test
  void errorTracesOfTheSystem_areAllThatFailed() {
    var found =
        answer(
            colony().findErrorTraces(new FindErrorTraces(Optional.empty(), ALL, new Limit(1000))));

    assertThat(found.totalCount())
        .isEqualTo(recording.expected().at("/totals/traces_with_error").asLong());
    assertThat(found.traces()).extracting(TraceSummary::errorCount).allMatch(count -> count > 0);
  }

  @Test
  void cpuAndMemoryOfEveryService_areExact() {
    recording
        .expected()
        .get("metrics")
        .properties()
        .forEach(
            service -> {
              var found =
                  answer(
                      colony()
                          .getSystemMetrics(
                              new GetSystemMetrics(ServiceSelector.of(service.getKey()), ALL)));
              assertThat(found.cpu().orElseThrow().source())
                  .isEqualTo("k8s.container.cpu_limit_utilization");
              assertUtilization(
                  found.cpu().orElseThrow().percent(),
                  found.cpu().orElseThrow().maxPercent(),
                  service.getValue().get("k8s.container.cpu_limit_utilization"));
              assertUtilization(
                  found.memory().orElseThrow().percent(),
                  found.memory().orElseThrow().maxPercent(),
                  service.getValue().get("k8s.container.memory_limit_utilization"));
              assertThat(found.memoryBytes().orElseThrow())
                  .isCloseTo(
                      service.getValue().at("/container.memory.usage/mean").asDouble(),
                      withPercentage(1e-9));
            });
  }

  private static void assertUtilization(double percent, double max, JsonNode exact) {
    assertThat(percent).isCloseTo(100 * exact.get("mean").asDouble(), offset(1e-9));
    assertThat(max).isCloseTo(100 * exact.get("max").asDouble(), offset(1e-9));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT5M", "PT15M", "PT30M", "PT1H"})
  void lookBacksOverTheShiftedRecording_areExact(Duration length) {
    var injector = injector();
    try (var shifted = injector.getInstance(ColonyStores.class).inMemory()) {
      var imported =
          injector
              .getInstance(TelemetryImport.class)
              .run(
                  List.of(Recording.file("traces.otlp.jsonl.gz")),
                  true,
                  shifted.writer(),
                  new FailingListener());
      assertThat(imported.failure()).isEmpty();
      var services = answer(shifted.queries().listServices(ListServices.all())).services();
      var lastSeen =
          services.stream()
              .map(service -> service.lastSeen())
              .max(Instant::compareTo)
              .orElseThrow();
      long lastMinute =
          recording.spans().stream()
              .mapToLong(span -> Math.floorDiv(span.startUnixNano(), 60_000_000_000L))
              .max()
              .orElseThrow();
      long shift = nanos(lastSeen) - (lastMinute + 1) * 60_000_000_000L;
      assertThat(lastSeen).isEqualTo(Instant.parse("2026-03-01T12:01:00Z"));

      for (var service : services) {
        var rate =
            shifted
                .queries()
                .getErrorRate(errorRate(service.name().value(), new QueryWindow.LookBack(length)));
        if (rate.isLeft()) {
          assertThat(rate.getLeft()).isInstanceOf(QueryFailure.NoData.class);
          continue;
        }
        var applied = rate.get().applied();
        assertThat(applied.length()).isBetween(length, length.plusMinutes(1));
        var requests =
            Exact.requestsByService(
                    Exact.inWindow(
                        recording.spans(),
                        nanos(applied.from()) - shift,
                        nanos(applied.to()) - shift))
                .get(service.name().value());
        assertThat(rate.get().requestCount()).isEqualTo(requests.size());
        assertThat(rate.get().errorCount())
            .isEqualTo(requests.stream().filter(Span::error).count());
      }
    }
  }

  private static Injector injector() {
    return Guice.createInjector(
        new DuckDbModule(),
        new GrpcModule(),
        binder -> binder.bind(InstantSource.class).toInstance(InstantSource.fixed(NOW)));
  }

  private static ColonyQueries colony() {
    return store.queries();
  }

  private static double percentile(String service, String quantile, QueryWindow window) {
    return answer(
            colony()
                .getPercentile(
                    new GetPercentile(
                        ServiceSelector.of(service),
                        GetPercentile.REQUEST_DURATION,
                        new Quantile(Double.parseDouble(quantile)),
                        window)))
        .value();
  }

  private static GetErrorRate errorRate(String service, QueryWindow window) {
    return new GetErrorRate(ServiceSelector.of(service), window);
  }

  private static <A> A answer(Either<QueryFailure, A> reply) {
    assertThat(reply.isRight()).as("answered, not %s", reply).isTrue();
    return reply.get();
  }

  private static QueryWindow between(String from, String to) {
    return new QueryWindow.Absolute(new TimeWindow(Instant.parse(from), Instant.parse(to)));
  }

  private static long nanos(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
  }
}
