package io.coral.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.query.GetService;
import io.coral.domain.query.ListServices;
import io.coral.domain.summary.SummaryDeltas;
import io.coral.domain.value.Label;
import io.coral.domain.value.ServiceName;
import io.coral.ports.ColonyQueries;
import io.coral.ports.Retention;
import io.coral.ports.contract.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Which services there are, and when they were seen last, is the same from memory as from the
 * store, whatever arrives or is forgotten, and however late.
 */
class SeenServicesTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final List<String> SERVICES = List.of("shop", "stock", "mail");

  @Property(tries = 3, shrinking = ShrinkingMode.OFF)
  void services_areTheSameFromMemoryAndStore(@ForAll long seed) {
    var random = new Random(seed);
    var retention = new Retention(Duration.ofHours(2), Duration.ofHours(6));
    try (var colony = TendedColony.forgetting(START, retention)) {
      for (int i = 0; i < 30; i++) {
        switch (random.nextInt(5)) {
          case 0, 1, 2 -> colony.add(deltas(random, colony.time()));
          case 3 -> colony.setTime(colony.time().plus(random.nextInt(150), ChronoUnit.MINUTES));
          case 4 -> colony.tend();
          default -> throw new AssertionError("no such step");
        }
        List<String> fromMemory = answers(colony.queries());
        colony.forgetHeld();
        assertThat(answers(colony.queries())).isEqualTo(fromMemory);
        if (random.nextBoolean()) {
          colony.forgetHeld(); // or else it knows of metrics each time
        }
      }
    }
  }

  @Example
  void services_seenLastInAnHourWithoutMinutes_areToldOfTheHour() {
    var retention = new Retention(Duration.ofHours(2), Duration.ofHours(24));
    try (var colony = TendedColony.forgetting(START, retention)) {
      colony.add(new Telemetry().request("shop", START.toString(), 5).deltas());
      colony.setTime(START.plus(10, ChronoUnit.HOURS));
      colony.add(new Telemetry().request("shop", colony.time().toString(), 5).deltas());
      colony.tend();
      assertThat(colony.queries().listServices(ListServices.all()).get().services()).hasSize(1);

      String late = START.plus(30, ChronoUnit.MINUTES).toString();
      colony.add(new Telemetry().request("mail", late, 5).deltas());

      List<String> fromMemory = answers(colony.queries());
      colony.forgetHeld();
      assertThat(answers(colony.queries())).isEqualTo(fromMemory);
    }
  }

  /** Some of them are for hours of which the store has no minutes any more. */
  private static SummaryDeltas deltas(Random random, Instant now) {
    var telemetry = new Telemetry();
    for (int i = random.nextInt(3); i >= 0; i--) {
      var sender =
          Telemetry.sender(
              SERVICES.get(random.nextInt(3)),
              random.nextInt(3) == 0 ? "eu" : "",
              "i" + random.nextInt(2));
      String time = now.minus(random.nextInt(400), ChronoUnit.MINUTES).toString();
      if (random.nextBoolean()) {
        telemetry.request(sender, 1, time, 5);
      } else {
        telemetry.gauge(sender, "queue.length", "1", time, 7);
      }
    }
    return telemetry.deltas();
  }

  private static List<String> answers(ColonyQueries colony) {
    var lists =
        Stream.of(false, true)
            .flatMap(
                withMetrics ->
                    Stream.of("", "eu")
                        .map(each -> new ListServices(new Label(each), Label.NONE, withMetrics)))
            .map(colony::listServices);
    var each =
        SERVICES.stream()
            .map(name -> colony.getService(new GetService(new ServiceName(name), Label.NONE)));
    return Stream.concat(lists, each).map(Object::toString).toList();
  }
}
