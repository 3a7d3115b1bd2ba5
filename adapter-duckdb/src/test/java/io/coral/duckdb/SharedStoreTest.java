package io.coral.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.intake.Telemetry;
import io.coral.domain.query.ExecuteSql;
import io.coral.domain.query.GetErrorRate;
import io.coral.domain.query.GetPercentile;
import io.coral.domain.query.SqlResult;
import io.coral.domain.sql.RowLimit;
import io.coral.domain.sql.SqlStatement;
import io.coral.domain.sql.SqlValue;
import io.coral.domain.telemetry.SpanKind;
import io.coral.domain.telemetry.SpanOutcome;
import io.coral.domain.telemetry.SpanRecord;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.value.Label;
import io.coral.domain.value.Quantile;
import io.coral.domain.value.ServiceInstance;
import io.coral.domain.value.ServiceName;
import io.coral.domain.value.ServiceSelector;
import io.coral.domain.value.TraceId;
import io.coral.ports.CallBounds;
import io.coral.ports.Cancellation;
import io.coral.ports.ColonyQueries;
import io.coral.ports.ColonyStore;
import io.vavr.control.Either;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Senders, questions and SQL in one store at one time: nobody waits for all of the others. */
@Timeout(120)
class SharedStoreTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:30Z");
  private static final ServiceInstance SHOP =
      new ServiceInstance(new ServiceName("shop"), Label.NONE, Label.NONE, Label.NONE);
  private static final ServiceSelector OF_SHOP = ServiceSelector.of("shop");

  private static final String ENDLESS =
      "SELECT count(*) FROM range(99999) a(i), range(99999) b(j), range(99999) c(k)";

  /** Spans of a request, each a request to the service and a trace of its own. */
  private static final int SPANS = 10;

  private static final int SENDERS = 3;
  private static final int REQUESTS = 60;

  private final AtomicLong ids = new AtomicLong();

  private static ColonyStore store(StoreSettings settings) {
    return new DuckDbStores(InstantSource.fixed(NOW), settings).inMemory();
  }

  @Test
  void statements_inAllPlacesAndWaiting_keepNeitherQuestionsNorSendersWaiting() {
    var settings = StoreSettings.ofThisMachine();
    try (var store = store(settings.holding(0))) { // so that questions need a place to scan
      send(store);
      var asker = new GivingUp();
      ColonyQueries endless =
          store.queries().within(new CallBounds(Duration.ofSeconds(100), asker));
      List<CompletableFuture<Either<QueryFailure, SqlResult>>> statements =
          IntStream.range(0, 2 * settings.sql().atOnce())
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () -> sql(endless, ENDLESS), Thread::startVirtualThread))
              .toList();
      awaitAllPlacesTaken(store);

      for (int i = 0; i < 20; i++) {
        send(store);
        assertThat(requests(store.queries())).isEqualTo((2L + i) * SPANS);
      }

      asker.giveUp();
      statements.forEach(
          statement ->
              assertThat(statement.join().getLeft())
                  .isInstanceOfAny(QueryFailure.Cancelled.class, QueryFailure.LimitExceeded.class));
    }
  }

  /** A statement that finds no place within its time tells that others have them all. */
  private static void awaitAllPlacesTaken(ColonyStore store) {
    ColonyQueries hurried = store.queries().within(CallBounds.timeout(Duration.ofMillis(100)));
    Either<QueryFailure, SqlResult> one = sql(hurried, "SELECT 1");
    while (one.isRight()) {
      one = sql(hurried, "SELECT 1");
    }
    assertThat(one.getLeft()).isInstanceOf(QueryFailure.DeadlineExceeded.class);
  }

  @Test
  void question_whileRequestsAreCommitted_seesWholeRequestsInMemory() {
    assertWholeRequests(StoreSettings.ofThisMachine(), SharedStoreTest::requests);
  }

  @Test
  void question_whileRequestsAreCommitted_seesWholeRequestsInTheDatabase() {
    assertWholeRequests(StoreSettings.ofThisMachine().holding(0), SharedStoreTest::requests);
  }

  @Test
  void percentile_whileRequestsAreCommitted_isOfWholeRequests() {
    assertWholeRequests(StoreSettings.ofThisMachine().holding(0), SharedStoreTest::samples);
  }

  @Test
  void statement_whileRequestsAreCommitted_seesTheSameInEveryTable() {
    assertWholeRequests(
        StoreSettings.ofThisMachine(),
        queries -> {
          var row =
              sql(
                      queries,
                      "SELECT (SELECT coalesce(sum(request_count), 0)::BIGINT FROM service_summary),"
                          + " (SELECT count(*) FROM trace_summary)")
                  .get()
                  .rows()
                  .getFirst();
          assertThat(row.get(1)).isEqualTo(row.get(0));
          return ((SqlValue.Int64) row.get(0)).value();
        });
  }

  /**
   * Whatever is seen on the way has each request's spans, or none of them, and never less than
   * before.
   */
  private void assertWholeRequests(StoreSettings settings, ToLongFunction<ColonyQueries> seen) {
    try (var store = store(settings)) {
      send(store); // or else the service is not known yet
      var senders =
          IntStream.range(0, SENDERS)
              .mapToObj(
                  i ->
                      CompletableFuture.runAsync(() -> sendMany(store), Thread::startVirtualThread))
              .toArray(CompletableFuture<?>[]::new);
      var all = CompletableFuture.allOf(senders);
      long before = SPANS;
      while (!all.isDone()) {
        long now = seen.applyAsLong(store.queries());
        assertThat(now % SPANS).as("requests seen: %d", now).isZero();
        assertThat(now).isGreaterThanOrEqualTo(before);
        before = now;
      }
      all.join();
      assertThat(seen.applyAsLong(store.queries())).isEqualTo((1L + SENDERS * REQUESTS) * SPANS);
    }
  }

  private void sendMany(ColonyStore store) {
    for (int i = 0; i < REQUESTS; i++) {
      send(store);
    }
  }

  /** Returns once it is acknowledged. */
  private void send(ColonyStore store) {
    var spans = new ArrayList<SpanRecord>();
    for (int i = 0; i < SPANS; i++) {
      spans.add(span(ids.incrementAndGet()));
    }
    var reply = store.intake().offer(new Telemetry.Spans(spans, 1_000), Cancellation.NEVER);
    assertThat(reply.toCompletableFuture().join().isRight()).isTrue();
  }

  private static SpanRecord span(long id) {
    long start = (NOW.getEpochSecond() - 60) * 1_000_000_000;
    return new SpanRecord(
        SHOP,
        new TraceId("%032x".formatted(id)),
        id,
        true,
        "GET /",
        SpanKind.SERVER,
        start,
        start + 1_000_000 * id,
        SpanOutcome.UNSET);
  }

  private static long requests(ColonyQueries queries) {
    return queries
        .getErrorRate(new GetErrorRate(OF_SHOP, QueryWindow.LAST_HOUR))
        .get()
        .requestCount();
  }

  private static long samples(ColonyQueries queries) {
    return queries
        .getPercentile(
            new GetPercentile(
                OF_SHOP, GetPercentile.REQUEST_DURATION, Quantile.P99, QueryWindow.LAST_HOUR))
        .get()
        .sampleCount();
  }

  private static Either<QueryFailure, SqlResult> sql(ColonyQueries queries, String text) {
    return queries.executeSql(new ExecuteSql(SqlStatement.of(text), RowLimit.DEFAULT));
  }

  /** Someone who gives up when told to. */
  private static final class GivingUp implements Cancellation {
    private final List<Runnable> actions = new ArrayList<>();
    private boolean cancelled;

    void giveUp() {
      List<Runnable> stops;
      synchronized (this) {
        cancelled = true;
        stops = List.copyOf(actions);
      }
      stops.forEach(Runnable::run);
    }

    @Override
    public synchronized boolean isCancelled() {
      return cancelled;
    }

    @Override
    public Registration onCancel(Runnable stop) {
      boolean now;
      synchronized (this) {
        actions.add(stop);
        now = cancelled;
      }
      if (now) {
        stop.run();
      }
      return () -> remove(stop);
    }

    private synchronized void remove(Runnable stop) {
      actions.remove(stop);
    }
  }
}
