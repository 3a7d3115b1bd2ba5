package io.coral.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.coral.domain.query.GetErrorRate;
import io.coral.domain.query.GetErrorRateSeries;
import io.coral.domain.query.GetErrorRates;
import io.coral.domain.query.GetPercentile;
import io.coral.domain.query.GetPercentileSeries;
import io.coral.domain.query.GetPercentiles;
import io.coral.domain.query.GetService;
import io.coral.domain.query.ListServices;
import io.coral.domain.summary.SummaryDeltas;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.time.Step;
import io.coral.domain.time.TimeWindow;
import io.coral.domain.value.Label;
import io.coral.domain.value.MetricName;
import io.coral.domain.value.Quantile;
import io.coral.domain.value.Quantiles;
import io.coral.domain.value.ServiceName;
import io.coral.domain.value.ServiceScope;
import io.coral.domain.value.ServiceSelector;
import io.coral.ports.ColonyQueries;
import io.coral.ports.SummaryBatch;
import io.coral.ports.Upkeep;
import io.coral.ports.contract.InMemoryColony;
import io.coral.ports.contract.Telemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;

/**
 * Whatever arrives, and whenever it is added up, sorted, rolled up, or read again after a restart,
 * also with a clock that is set back: an answer is the same from memory, minutes and hours, and the
 * same as if all deltas were gone through one by one.
 */
class TiersTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final List<String> SERVICES = List.of("shop", "stock", "mail");
  private static final List<Step> STEPS =
      Stream.of(5, 7, 60, 90, 120).map(minutes -> new Step(Duration.ofMinutes(minutes))).toList();

  @Property(tries = 4, shrinking = ShrinkingMode.OFF)
  void answers_areTheSameFromEverywhere(@ForAll long seed) throws IOException {
    live(seed);
  }

  @Tag("hunt")
  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void hunt_answersAreTheSameFromEverywhere(@ForAll long seed) throws IOException {
    live(seed);
  }

  /** Lets a colony live through what the seed brings, and compares what it answers. */
  private static void live(long seed) throws IOException {
    var random = new Random(seed);
    Path folder = Files.createTempDirectory("tiers");
    Path file = folder.resolve("colony.duckdb");
    var now = new AtomicReference<>(START);
    var exact = new InMemoryColony(now::get);
    try (var colony = new TendedColony(file, START, Upkeep.EVERYTHING)) {
      for (int i = 0; i < 12; i++) {
        switch (random.nextInt(8)) {
          case 0, 1, 2 -> {
            SummaryDeltas deltas = deltas(random, now.get());
            colony.add(deltas);
            assertThat(exact.append(new SummaryBatch(Set.of(), deltas)).isRight()).isTrue();
          }
          case 3 -> {
            now.set(now.get().plus(random.nextInt(200), ChronoUnit.MINUTES));
            colony.setTime(now.get());
          }
          case 4, 5 -> colony.tend();
          case 6 -> colony.restart();
          case 7 -> {
            now.set(now.get().minus(random.nextInt(300), ChronoUnit.MINUTES)); // it was set back
            colony.setTime(now.get());
          }
          default -> throw new AssertionError("no such step");
        }
        compare(random, colony, exact, now.get());
      }
    } finally {
      Files.deleteIfExists(folder.resolve("colony.duckdb.wal"));
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }

  private static void compare(
      Random random, TendedColony colony, InMemoryColony exact, Instant now) {
    long questions = random.nextLong();
    List<String> expected = answers(new Random(questions), exact.queries(), now);

    assertThat(answers(new Random(questions), colony.queries(), now)).isEqualTo(expected);
    // What memory missed is brought back meanwhile, piece by piece, in the writer's turn.
    for (int i = random.nextInt(4); i > 0; i--) {
      assertThat(colony.store().writer().committed(Set.of()).isRight()).isTrue();
      assertThat(answers(new Random(questions), colony.queries(), now)).isEqualTo(expected);
    }
    if (random.nextInt(3) == 0) {
      compareSql(random, colony, exact, now);
      var mixed = answerOfMixedUnits(colony.queries());
      colony.forgetHeld();
      assertThat(answers(new Random(questions), colony.queries(), now)).isEqualTo(expected);
      assertThat(answerOfMixedUnits(colony.queries())).isEqualTo(mixed);
    }
  }

  /** Of a namespace, which a question can ask for by itself. */
  private static void compareSql(
      Random random, TendedColony colony, InMemoryColony exact, Instant now) {
    Instant from = now.minus(random.nextInt(2_000), ChronoUnit.MINUTES);
    var window = new TimeWindow(from, from.plus(1 + random.nextInt(900), ChronoUnit.MINUTES));
    var quantile = new Quantile(random.nextInt(100) / 100.0);
    var rows =
        colony.sql(
            window,
            "SELECT * FROM service_percentiles("
                + quantile.fraction()
                + ") WHERE namespace = 'eu' AND metric <> 'mixed'"
                + " AND metric <> 'http.server.request.duration'");
    for (var row : rows) {
      var service = new ServiceName((String) row.get("service_name"));
      var answer =
          exact
              .queries()
              .getPercentile(
                  new GetPercentile(
                      new ServiceSelector(service, new Label("eu"), Label.NONE),
                      new MetricName((String) row.get("metric")),
                      quantile,
                      new QueryWindow.Absolute(window)))
              .get();
      assertThat(row.get("sample_count")).isEqualTo(answer.sampleCount());
      assertThat((Double) row.get("value")).isCloseTo(answer.value(), withinPercentage(1e-9));
    }
  }

  /** The exact colony knows of no units that cannot be merged. */
  private static Object answerOfMixedUnits(ColonyQueries colony) {
    return colony.getPercentiles(
        new GetPercentiles(
            ServiceScope.all(),
            new MetricName("mixed"),
            Quantiles.of(Quantile.P50),
            new QueryWindow.LookBack(Duration.ofMinutes(90))));
  }

  private static SummaryDeltas deltas(Random random, Instant now) {
    var telemetry = new Telemetry();
    int back = random.nextBoolean() ? 90 : 1_800;
    for (int i = random.nextInt(40); i >= 0; i--) {
      var sender =
          Telemetry.sender(
              SERVICES.get(random.nextInt(3)),
              random.nextInt(3) == 0 ? "eu" : "",
              "i" + random.nextInt(2));
      String time = now.minus(random.nextInt(back), ChronoUnit.MINUTES).toString();
      switch (random.nextInt(6)) {
        case 0, 1 -> telemetry.request(sender, 1 + random.nextInt(9), time, random.nextInt(3_000));
        case 2 -> telemetry.failedRequest(sender, 1 + random.nextInt(9), time, random.nextInt(50));
        case 3 ->
            telemetry.gauge(
                sender, "queue.length", "1", time, random.nextInt(5) - 2, random.nextInt(99));
        case 4 ->
            telemetry.gauge(
                sender, "mixed", random.nextBoolean() ? "{item}" : "1", time, random.nextInt(99));
        case 5 ->
            telemetry.histogram(
                sender.service().value(),
                random.nextBoolean() ? "http.server.duration" : "http.server.request.duration",
                "nanoseconds",
                time,
                1 + random.nextInt(1_000_000));
        default -> throw new AssertionError("no such telemetry");
      }
    }
    return telemetry.deltas();
  }

  private static List<String> answers(Random random, ColonyQueries colony, Instant now) {
    var all = new ArrayList<Object>();
    for (int i = 0; i < 2; i++) {
      var window = window(random, now);
      var quantiles = Quantiles.of(new Quantile(random.nextDouble()), new Quantile(1));
      var metric = new MetricName(random.nextInt(3) == 0 ? "queue.length" : "http.server.duration");
      var service = SERVICES.get(random.nextInt(3));
      var scope =
          random.nextBoolean()
              ? ServiceScope.all()
              : new ServiceScope(
                  random.nextBoolean() ? Optional.of(new ServiceName(service)) : Optional.empty(),
                  new Label(random.nextBoolean() ? "eu" : ""),
                  Label.NONE);
      var step = STEPS.get(random.nextInt(STEPS.size()));
      var one = ServiceSelector.of(service);
      all.add(
          colony.listServices(
              new ListServices(
                  new Label(random.nextBoolean() ? "eu" : ""), Label.NONE, random.nextBoolean())));
      all.add(colony.getService(new GetService(new ServiceName(service), Label.NONE)));
      all.add(
          colony.getPercentile(new GetPercentile(one, metric, quantiles.all().getFirst(), window)));
      all.add(colony.getErrorRate(new GetErrorRate(one, window)));
      all.add(colony.getPercentiles(new GetPercentiles(scope, metric, quantiles, window)));
      all.add(colony.getErrorRates(new GetErrorRates(scope, window)));
      all.add(
          colony.getPercentileSeries(
              new GetPercentileSeries(scope, metric, quantiles, step, window)));
      all.add(colony.getErrorRateSeries(new GetErrorRateSeries(scope, step, window)));
    }
    // How a note is worded is nobody's business here.
    return all.stream().map(answer -> answer.toString().replaceAll("message=[^]]*]", "")).toList();
  }

  private static QueryWindow window(Random random, Instant now) {
    int minutes = 1 + random.nextInt(random.nextBoolean() ? 130 : 2_400);
    if (random.nextBoolean()) {
      return new QueryWindow.LookBack(Duration.ofMinutes(minutes));
    }
    Instant from = now.minus(random.nextInt(2_000), ChronoUnit.MINUTES);
    return new QueryWindow.Absolute(new TimeWindow(from, from.plus(minutes, ChronoUnit.MINUTES)));
  }
}
