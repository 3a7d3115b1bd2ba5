package io.coral.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.summary.SummaryDeltas;
import io.coral.domain.time.TimeWindow;
import io.coral.duckdb.care.CareSettings;
import io.coral.duckdb.file.Database;
import io.coral.duckdb.file.Room;
import io.coral.duckdb.file.Root;
import io.coral.duckdb.file.Schema;
import io.coral.ports.ColonyQueries;
import io.coral.ports.ColonyStore;
import io.coral.ports.ColonyStores.Access;
import io.coral.ports.Retention;
import io.coral.ports.SummaryBatch;
import io.coral.ports.Upkeep;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.duckdb.DuckDBConnection;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/**
 * A colony that is looked after when a test says so and not before, by a clock that a test sets,
 * and whose tables a test can look into.
 */
public final class TendedColony implements AutoCloseable {
  private final AtomicReference<Instant> now;
  private final CareSettings care;
  private final Optional<Path> file;
  private DuckDBConnection root;
  private DuckDbStore store;

  public TendedColony(Path file, Instant now, Upkeep upkeep) {
    this(Optional.of(file), now, upkeep);
  }

  private TendedColony(Optional<Path> file, Instant now, Upkeep upkeep) {
    this.file = file;
    this.now = new AtomicReference<>(now);
    care = new CareSettings(Duration.ofDays(1), Duration.ofDays(1), upkeep);
    open();
  }

  /** A colony in memory that keeps everything. */
  static TendedColony keeping(Instant now) {
    return new TendedColony(Optional.empty(), now, Upkeep.EVERYTHING);
  }

  /** A colony in memory that forgets. */
  static TendedColony forgetting(Instant now, Retention retention) {
    return new TendedColony(
        Optional.empty(), now, new Upkeep(Optional.of(retention), OptionalLong.empty()));
  }

  private void open() {
    var settings = StoreSettings.ofThisMachine().with(care);
    try {
      root =
          file.isPresent()
              ? Database.open(file.get(), Access.READ_WRITE, settings.share())
              : Database.inMemory(settings.share());
      var name = file.orElse(Path.of("memory"));
      assertThat(Schema.prepare(root, name, Access.READ_WRITE, new Room(file))).isEmpty();
      Database.lock(root);
      store =
          new DuckDbStore(
              new Root(root, () -> Database.another(root)),
              Access.READ_WRITE,
              now::get,
              settings,
              Optional.empty(),
              () -> {});
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  void setTime(Instant time) {
    now.set(time);
  }

  Instant time() {
    return now.get();
  }

  /** Closes the colony and opens it again; for one in a file. */
  void restart() {
    store.close();
    open();
  }

  public void tend() {
    store.tend();
  }

  /** Lets go of what is held in memory. */
  void forgetHeld() {
    store.forgetHeld();
  }

  public ColonyStore store() {
    return store;
  }

  ColonyQueries queries() {
    return store.queries();
  }

  void add(SummaryDeltas deltas) {
    assertThat(store.writer().append(new SummaryBatch(Set.of(), deltas)).isRight()).isTrue();
  }

  public long rows(String table) {
    return ((Number) sql("SELECT count(*) AS n FROM store." + table).getFirst().get("n"))
        .longValue();
  }

  List<Map<String, Object>> sql(String sql) {
    return sql(new TimeWindow(Instant.EPOCH, now.get().plusSeconds(3_600)), sql);
  }

  /** One more connection, closed by the caller. */
  public DuckDBConnection connect() {
    try {
      return Database.another(root);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Runs SQL as it is, over a window. */
  List<Map<String, Object>> sql(TimeWindow window, String sql) {
    try (var connection = Database.another(root);
        var statement = connection.createStatement()) {
      statement.execute("SET VARIABLE coral_from = TIMESTAMPTZ '" + window.from() + "'");
      statement.execute("SET VARIABLE coral_to = TIMESTAMPTZ '" + window.to() + "'");
      return DSL.using(connection, SQLDialect.DUCKDB).fetch(sql).intoMaps();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    store.close();
  }
}
