package io.coral.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.intake.Telemetry;
import io.coral.domain.telemetry.SpanKind;
import io.coral.domain.telemetry.SpanOutcome;
import io.coral.domain.telemetry.SpanRecord;
import io.coral.domain.value.Label;
import io.coral.domain.value.ServiceInstance;
import io.coral.domain.value.ServiceName;
import io.coral.domain.value.TraceId;
import io.coral.duckdb.file.Database;
import io.coral.duckdb.file.Root;
import io.coral.ports.Cancellation;
import io.coral.ports.ColonyEvent;
import io.coral.ports.ColonyStores.Access;
import io.coral.ports.ItemsEnd;
import io.coral.ports.TelemetrySignal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;

/** What those hear who listen to a store. */
class StoreEventsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:30Z");

  private final LinkedBlockingQueue<ColonyEvent> heard = new LinkedBlockingQueue<>();

  @Test
  void offer_committed_isHeardWithItsItemsAndTimes() {
    var settings = StoreSettings.ofThisMachine().heardBy(heard::add);
    try (var store = new DuckDbStores(InstantSource.fixed(NOW), settings).inMemory()) {
      store
          .intake()
          .offer(new Telemetry.Spans(List.of(span()), 100), Cancellation.NEVER)
          .toCompletableFuture()
          .join();
    }

    assertThat(heard)
        .contains(new ColonyEvent.ItemsEnded(TelemetrySignal.TRACES, ItemsEnd.ACCEPTED, 1))
        .filteredOn(ColonyEvent.GroupCommitted.class::isInstance)
        .map(ColonyEvent.GroupCommitted.class::cast)
        .singleElement()
        .satisfies(
            commit -> {
              assertThat(commit.took()).isPositive();
              assertThat(commit.waited()).isGreaterThanOrEqualTo(Duration.ZERO);
            });
  }

  @Test
  void tend_isHeardWithItsCheckpoint() {
    var settings = StoreSettings.ofThisMachine().heardBy(heard::add);
    try (var root = opened(settings)) {
      var store =
          new DuckDbStore(
              new Root(root, () -> Database.another(root)),
              Access.READ_WRITE,
              () -> NOW,
              settings,
              Optional.empty(),
              () -> {});
      store.tend();
      store.close();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }

    assertThat(heard)
        .hasAtLeastOneElementOfType(ColonyEvent.CareEnded.class)
        .hasAtLeastOneElementOfType(ColonyEvent.CheckpointEnded.class);
  }

  private static DuckDBConnection opened(StoreSettings settings) throws SQLException {
    DuckDBConnection root = Database.inMemory(settings.share());
    Database.create(root);
    Database.lock(root);
    return root;
  }

  private static SpanRecord span() {
    return new SpanRecord(
        new ServiceInstance(new ServiceName("shop"), Label.NONE, Label.NONE, new Label("shop-1")),
        new TraceId("a".repeat(32)),
        1,
        true,
        "GET /",
        SpanKind.SERVER,
        60,
        70,
        SpanOutcome.UNSET);
  }
}
