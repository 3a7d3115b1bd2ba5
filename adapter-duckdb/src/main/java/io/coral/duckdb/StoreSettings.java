package io.coral.duckdb;

import static java.util.Objects.requireNonNull;

import io.coral.duckdb.care.CareSettings;
import io.coral.duckdb.file.MachineShare;
import io.coral.duckdb.intake.IntakeSettings;
import io.coral.duckdb.sql.SqlAudit;
import io.coral.duckdb.sql.SqlSettings;
import io.coral.ports.ColonyListener;
import io.coral.ports.MemoryBudget;

/**
 * How much of the machine a store may use.
 *
 * @param memoryBytes for all of its queries together; what needs more fails
 * @param threads that one query is spread over
 * @param readers questions answered at one time; more wait for their turn
 * @param sql how much raw SQL is taken on
 * @param audit hears of every SQL statement
 * @param intake how much streaming telemetry is taken on
 * @param care how it is looked after
 * @param listener hears what the store does
 * @param heldBytes for the last two hours, and hours before that were asked for, held in memory
 *     beside the queries; 0 for not at all
 */
public record StoreSettings(
    long memoryBytes,
    int threads,
    int readers,
    SqlSettings sql,
    SqlAudit audit,
    IntakeSettings intake,
    CareSettings care,
    ColonyListener listener,
    long heldBytes) {
  private static final long MEBIBYTE = 1024 * 1024;

  /**
   * @throws IllegalArgumentException if there is no room for a single question
   */
  public StoreSettings {
    requireNonNull(sql, "sql is null");
    requireNonNull(audit, "audit is null");
    requireNonNull(intake, "intake is null");
    requireNonNull(care, "care is null");
    requireNonNull(listener, "listener is null");
    if (memoryBytes < 64 * MEBIBYTE) {
      throw new IllegalArgumentException("a store needs 64 MiB, got " + memoryBytes + " bytes");
    }
    if (threads < 1 || readers < 1) {
      throw new IllegalArgumentException(
          "a store needs a thread and a reader, got " + threads + " and " + readers);
    }
    if (heldBytes < 0) {
      throw new IllegalArgumentException("no store can hold " + heldBytes + " bytes in memory");
    }
  }

  /** All processors for one query, and as many questions at one time. */
  public static StoreSettings ofThisMachine() {
    int processors = Runtime.getRuntime().availableProcessors();
    int readers = Math.max(2, processors);
    MemoryShares memory = MemoryShares.usual();
    return new StoreSettings(
        memory.databaseBytes(),
        Math.min(processors, 8),
        readers,
        SqlSettings.of(readers),
        SqlAudit.NONE,
        IntakeSettings.DEFAULT,
        CareSettings.KEEPING,
        ColonyListener.NONE,
        memory.heldBytes());
  }

  /** What the database itself may use of it. */
  MachineShare share() {
    return new MachineShare(memoryBytes, threads);
  }

  /** The same, of whose SQL statements {@code audit} hears. */
  public StoreSettings with(SqlAudit audit) {
    return new StoreSettings(
        memoryBytes, threads, readers, sql, audit, intake, care, listener, heldBytes);
  }

  /** The same, with another intake. */
  public StoreSettings with(IntakeSettings intake) {
    return new StoreSettings(
        memoryBytes, threads, readers, sql, audit, intake, care, listener, heldBytes);
  }

  /** The same, looked after in another way. */
  public StoreSettings with(CareSettings care) {
    return new StoreSettings(
        memoryBytes, threads, readers, sql, audit, intake, care, listener, heldBytes);
  }

  /** The same, of which {@code listener} hears. */
  public StoreSettings heardBy(ColonyListener listener) {
    return new StoreSettings(
        memoryBytes, threads, readers, sql, audit, intake, care, listener, heldBytes);
  }

  /** The same, with so much memory for all: a quarter of it, at most, for what is held. */
  public StoreSettings within(MemoryBudget budget) {
    MemoryShares memory = MemoryShares.of(budget);
    return new StoreSettings(
        memory.databaseBytes(),
        threads,
        readers,
        sql,
        audit,
        intake,
        care,
        listener,
        memory.heldBytes());
  }

  /** The same, with another budget for what is held in memory. */
  public StoreSettings holding(long heldBytes) {
    return new StoreSettings(
        memoryBytes, threads, readers, sql, audit, intake, care, listener, heldBytes);
  }
}
