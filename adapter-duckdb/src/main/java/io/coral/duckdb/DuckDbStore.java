package io.coral.duckdb;

import io.coral.ports.ColonyQueries;
import io.coral.ports.ColonyStore;
import io.coral.ports.ColonyStores.Access;
import io.coral.ports.SummaryWriter;
import io.coral.ports.TelemetryIntake;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.duckdb.DuckDBConnection;

/** A colony in one DuckDB database: one connection that keeps it open, and its duplicates. */
final class DuckDbStore implements ColonyStore {
  private final DuckDBConnection root;
  private final Runnable afterwards;
  private final Readers readers;
  private final StoreWriter writer;
  private final StoreIntake intake;
  private final SqlAnswers sql;
  private final ColonyQueries queries;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * @param root closed by this
   * @param clock resolves look-backs
   * @param afterwards run once when all is closed
   */
  DuckDbStore(
      DuckDBConnection root,
      Access access,
      InstantSource clock,
      StoreSettings settings,
      Runnable afterwards)
      throws SQLException {
    this.root = root;
    this.afterwards = afterwards;
    readers = new Readers(root, settings.readers());
    writer =
        switch (access) {
          case READ_WRITE ->
              new TendedWriter(new DuckDbWriter(root.duplicate(), clock), clock, settings.care());
          case READ_ONLY -> new ReadOnlyWriter();
        };
    intake = new StoreIntake(writer, clock, settings.intake());
    sql = new SqlAnswers(readers::connection, settings.sql(), settings.audit());
    queries = new DuckDbQueries(readers, clock, sql);
  }

  @Override
  public ColonyQueries queries() {
    return queries;
  }

  /** Looks after the store once, now, and returns when all is done. */
  void tend() {
    writer.tend();
  }

  @Override
  public SummaryWriter writer() {
    return writer;
  }

  @Override
  public TelemetryIntake intake() {
    return intake;
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    intake.close();
    writer.close();
    readers.close();
    Opening.close(sql);
    Opening.close(root);
    afterwards.run();
  }
}
