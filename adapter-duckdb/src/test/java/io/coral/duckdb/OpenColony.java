package io.coral.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.summary.SummaryDeltas;
import io.coral.domain.time.TimeWindow;
import io.coral.duckdb.file.Database;
import io.coral.duckdb.file.Root;
import io.coral.ports.ColonyQueries;
import io.coral.ports.ColonyStores.Access;
import io.coral.ports.SummaryBatch;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.duckdb.DuckDBConnection;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** A colony in memory whose database a test can look into. */
public final class OpenColony implements AutoCloseable {
  private final DuckDBConnection root;
  private final DuckDbStore store;

  public OpenColony() {
    try {
      root = Database.inMemory(StoreSettings.ofThisMachine().share());
      Database.create(root);
      Database.lock(root);
      store =
          new DuckDbStore(
              new Root(root, () -> Database.another(root)),
              Access.READ_WRITE,
              InstantSource.fixed(Instant.parse("2026-03-01T12:00:30Z")),
              StoreSettings.ofThisMachine(),
              Optional.empty(),
              () -> {});
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  public ColonyQueries queries() {
    return store.queries();
  }

  public void add(SummaryDeltas deltas) {
    assertThat(store.writer().append(new SummaryBatch(Set.of(), deltas)).isRight()).isTrue();
  }

  /** Runs SQL as it is, over a window. */
  public List<Map<String, Object>> sql(TimeWindow window, String sql) {
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
