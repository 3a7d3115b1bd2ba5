package io.coral.duckdb.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.time.Minute;
import io.coral.duckdb.StoreSettings;
import io.coral.duckdb.file.Database;
import io.coral.duckdb.file.MachineShare;
import io.coral.duckdb.file.Room;
import io.coral.duckdb.file.Root;
import io.coral.duckdb.held.Held;
import io.coral.duckdb.held.OneEachMinute;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;

/** Bringing something back into memory that goes wrong is the memory's loss, not the store's. */
class RecallingWriterTest {
  private static final Instant TIME = Instant.parse("2026-03-01T12:00:30Z");
  private static final InstantSource CLOCK = InstantSource.fixed(TIME);
  private static final long NOW = Minute.of(TIME).epochMinute();

  private final Held held = new Held(1 << 20);
  private final Condition condition = new Condition();
  private final AtomicInteger reopened = new AtomicInteger();

  private DuckDbWriter writer(DuckDBConnection connection) {
    held.fill(NOW, OneEachMinute.none(NOW));
    var root =
        new Root(
            connection,
            () -> {
              reopened.incrementAndGet();
              throw new SQLException("still on a full disk");
            });
    return new DuckDbWriter(root, held, CLOCK, condition, new Room(Optional.empty()));
  }

  private static DuckDBConnection colony() throws SQLException {
    DuckDBConnection connection =
        Database.inMemory(new MachineShare(StoreSettings.ofThisMachine().memoryBytes(), 1));
    Database.create(connection);
    return connection;
  }

  private void miss() {
    assertThat(OneEachMinute.requests(held, NOW - 600, NOW)).isEmpty();
    assertThat(held.isMissing()).isTrue();
  }

  @Test
  void recall_storeIsLost_isTriedOnce() throws SQLException {
    DuckDBConnection gone = colony();
    gone.close();
    try (var writer = writer(gone)) {
      miss();

      writer.recall();

      for (int turn = 1; turn <= 5; turn++) {
        writer.age(NOW);
        assertThat(reopened).as("once for the recall, and once each turn").hasValue(1 + turn);
      }
    }
  }

  @Test
  void recall_readingFails_theStoreCanStillBeWritten() throws SQLException {
    DuckDBConnection colony = colony();
    try (Statement statement = colony.createStatement()) {
      statement.execute("ALTER TABLE store.sender RENAME TO nobody");
    }
    try (var writer = writer(colony)) {
      miss();

      writer.recall();
      writer.age(NOW);

      assertThat(condition.fault()).isEmpty();
      assertThat(held.isMissing()).isFalse();
      assertThat(held.isWanting()).as("what is held stays").isFalse();
    }
    colony.close();
  }
}
