package io.coral.benchmarks.day;

import io.coral.benchmarks.measure.Latencies;
import io.coral.benchmarks.measure.PeakMemory;
import io.coral.benchmarks.traffic.Asked;
import io.coral.benchmarks.traffic.ByKind;
import io.coral.domain.failure.QueryFailure;
import io.coral.domain.intake.Telemetry;
import io.coral.duckdb.DuckDbStores;
import io.coral.duckdb.StoreSettings;
import io.coral.duckdb.care.CareSettings;
import io.coral.ports.Cancellation;
import io.coral.ports.ColonyStore;
import io.coral.ports.ColonyStores.Access;
import io.coral.ports.Retention;
import io.coral.ports.Upkeep;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * A store that keeps two hours, fed with the traffic of a day as fast as it takes it. The store's
 * clock is this program's, one minute further with each minute's spans; the store is looked after
 * by real time, so that rounds of care and checkpoints are made closer together, as the minutes
 * are. Prints a sample for each hour.
 */
public final class SimulatedDay {
  private static final Instant START = Instant.parse("2026-03-01T00:00:30Z");
  private static final Duration KEPT = Duration.ofHours(2);

  /**
   * Of some ten simulated seconds to a minute, as {@link CareSettings#KEEPING} has them in real.
   */
  private static final Duration CARE = Duration.ofMillis(50);

  private static final Duration CHECKPOINT = Duration.ofMillis(500);

  private final MovedClock clock = new MovedClock();
  private final SimulatedSpans spans = new SimulatedSpans();

  private SimulatedDay() {}

  /**
   * Takes the database's file, which must not exist, and hours.
   *
   * @throws IOException if the file's size cannot be read
   */
  public static void main(String[] arguments) throws IOException {
    new SimulatedDay().run(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
  }

  private void run(Path file, int hours) throws IOException {
    var upkeep = new Upkeep(Optional.of(new Retention(KEPT, KEPT)), OptionalLong.empty());
    var settings = StoreSettings.ofThisMachine().with(new CareSettings(CARE, CHECKPOINT, upkeep));
    try (var store =
        new DuckDbStores(clock, settings)
            .open(file, Access.READ_WRITE)
            .getOrElseThrow(failure -> new IllegalStateException(failure.message()))) {
      for (int hour = 1; hour <= hours; hour++) {
        System.out.println(hour(store, hour, file).line());
      }
    }
  }

  private DaySample hour(ColonyStore store, int hour, Path file) throws IOException {
    var commits = new Latencies();
    var answers = new ByKind<>(Latencies::new);
    for (int minute = 0; minute < 60; minute++) {
      clock.now = clock.now.plus(1, ChronoUnit.MINUTES);
      long start = System.nanoTime();
      send(store, spans.minute(clock.now.getEpochSecond() / 60));
      commits.add(System.nanoTime() - start);
      for (Asked kind : Asked.values()) {
        ask(store, kind, answers.of(kind));
      }
    }
    return new DaySample(
        hour,
        Files.size(file),
        PeakMemory.residentBytes(),
        commits.millis(0.5),
        answers.of(Asked.ONE).millis(0.5),
        answers.of(Asked.ALL).millis(0.5),
        answers.of(Asked.SQL).millis(0.5),
        answers.of(Asked.SQL).millis(0.99));
  }

  /** Waits until all is committed, as a sender does. */
  private static void send(ColonyStore store, List<Telemetry> requests) {
    var replies = new ArrayList<CompletableFuture<Boolean>>();
    for (Telemetry request : requests) {
      replies.add(
          store
              .intake()
              .offer(request, Cancellation.NEVER)
              .toCompletableFuture()
              .thenApply(Either::isRight));
    }
    replies.forEach(reply -> require(reply.join()));
  }

  private static void ask(ColonyStore store, Asked kind, Latencies latencies) {
    long start = System.nanoTime();
    Either<QueryFailure, ?> answer =
        kind.of(store.queries(), latencies.count() % SimulatedSpans.SERVICES);
    latencies.add(System.nanoTime() - start);
    require(answer.isRight());
  }

  private static void require(boolean done) {
    if (!done) {
      throw new IllegalStateException("the store did not take spans, or did not answer");
    }
  }

  /** Time as this program has it. */
  private static final class MovedClock implements InstantSource {
    private volatile Instant now = START;

    @Override
    public Instant instant() {
      return now;
    }
  }
}
