package io.coral.duckdb;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.sql.SqlLimits;
import io.coral.duckdb.answer.DuckDbQueries;
import io.coral.duckdb.answer.SqlAnswers;
import io.coral.duckdb.answer.StatusAnswers;
import io.coral.duckdb.care.TendedWriter;
import io.coral.duckdb.file.CopyFiles;
import io.coral.duckdb.file.Copying;
import io.coral.duckdb.file.Opening;
import io.coral.duckdb.file.Room;
import io.coral.duckdb.file.Root;
import io.coral.duckdb.held.Held;
import io.coral.duckdb.intake.StoreIntake;
import io.coral.duckdb.read.Readers;
import io.coral.duckdb.write.Condition;
import io.coral.duckdb.write.DuckDbWriter;
import io.coral.duckdb.write.ReadOnlyWriter;
import io.coral.duckdb.write.StoreWriter;
import io.coral.ports.CallBounds;
import io.coral.ports.Cancellation;
import io.coral.ports.ColonyQueries;
import io.coral.ports.ColonyStore;
import io.coral.ports.ColonyStores.Access;
import io.coral.ports.StoreCopy;
import io.coral.ports.StoreHealth;
import io.coral.ports.StoreLoad;
import io.coral.ports.StoreStatus;
import io.coral.ports.SummaryWriter;
import io.coral.ports.TelemetryIntake;
import io.coral.ports.Upkeep;
import io.vavr.control.Either;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A colony in one DuckDB database: one connection that keeps it open, and its duplicates. */
final class DuckDbStore implements ColonyStore {
  private final Root root;
  private final Condition condition = new Condition();
  private final Runnable afterwards;
  private final Upkeep upkeep;
  private final long memoryBudget;
  private final Held held;
  private final Readers readers;
  private final StoreWriter writer;
  private final StoreIntake intake;
  private final SqlAnswers sql;
  private final Copying copying;
  private final ColonyQueries queries;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * @param root closed by this
   * @param clock resolves look-backs
   * @param copies where copies of it are made; empty if there is no place for them
   * @param afterwards run once when all is closed
   */
  DuckDbStore(
      Root root,
      Access access,
      InstantSource clock,
      StoreSettings settings,
      Optional<CopyFiles> copies,
      Runnable afterwards) {
    this.root = root;
    this.afterwards = afterwards;
    upkeep = settings.care().upkeep();
    memoryBudget = settings.memoryBytes() + settings.heldBytes();
    held = new Held(settings.heldBytes());
    readers = new Readers(root, settings.readers());
    writer =
        switch (access) {
          case READ_WRITE ->
              new TendedWriter(
                  new DuckDbWriter(
                      root, held, clock, condition, new Room(copies.map(CopyFiles::database))),
                  clock,
                  settings.care(),
                  settings.listener());
          case READ_ONLY -> new ReadOnlyWriter();
        };
    intake = new StoreIntake(writer, clock, settings.intake(), settings.listener());
    sql = new SqlAnswers(readers::connection, settings.sql(), settings.audit());
    queries = new DuckDbQueries(readers, held, writer::recall, clock, sql);
    copying = new Copying(readers::connection, copies);
  }

  @Override
  public ColonyQueries queries() {
    return queries;
  }

  /** Reads ahead what questions will ask for, and begins to look after the store. */
  void begin() {
    writer.begin();
  }

  /** Lets go of what is held in memory, until the next batch. */
  void forgetHeld() {
    held.forget();
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
  public Either<QueryFailure, StoreStatus> status() {
    return readers
        .taken()
        .flatMap(
            taken ->
                readers.ask(
                    CallBounds.timeout(SqlLimits.MAX_TIME),
                    dsl ->
                        Either.right(
                            new StatusAnswers(dsl, upkeep, memoryBudget, condition.fault())
                                .answer(taken, held.bytes()))));
  }

  @Override
  public void watch(StoreHealth health) {
    condition.tell(health);
  }

  @Override
  public Either<QueryFailure, StoreCopy> copy(Cancellation cancellation) {
    return copying.copy(cancellation);
  }

  @Override
  public StoreLoad load() {
    return readers.load();
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    intake.close();
    writer.close();
    held.forget(); // or else questions would be answered by a closed store
    readers.close();
    Opening.close(sql);
    Opening.close(root);
    afterwards.run();
  }
}
