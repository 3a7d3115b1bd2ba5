package io.coral.duckdb.answer;

import static io.coral.duckdb.schema.store.Tables.TRACE_DELTA;

import io.coral.domain.time.Minute;
import io.coral.duckdb.file.Taken;
import io.coral.duckdb.table.Extent;
import io.coral.duckdb.table.Progress;
import io.coral.duckdb.table.Summary;
import io.coral.ports.MemoryUse;
import io.coral.ports.StoreStatus;
import io.coral.ports.Upkeep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jooq.DSLContext;

/** Tells how much there is. */
public final class StatusAnswers {
  private final DSLContext dsl;
  private final Upkeep upkeep;
  private final long memoryBudget;
  private final Optional<String> fault;

  /**
   * @param memoryBudget bytes that the database and what is held may take
   * @param fault why the store cannot be written, if it cannot
   */
  public StatusAnswers(DSLContext dsl, Upkeep upkeep, long memoryBudget, Optional<String> fault) {
    this.fault = fault;
    this.dsl = dsl;
    this.upkeep = upkeep;
    this.memoryBudget = memoryBudget;
  }

  /**
   * @param taken by the database
   * @param heldBytes of memory that is held beside it
   */
  public StoreStatus answer(Taken taken, long heldBytes) {
    long summaries =
        Stream.of(Summary.values())
            .flatMap(
                summary ->
                    Stream.of(summary.recentTable(), summary.sortedTable(), summary.hourTable()))
            .mapToLong(dsl::fetchCount)
            .sum();
    return new StoreStatus(
        taken.diskBytes(),
        heldBytes,
        Optional.of(new MemoryUse(taken.memoryBytes() + heldBytes, memoryBudget)),
        summaries + dsl.fetchCount(TRACE_DELTA),
        start(Extent.firstMinute(dsl)),
        start(Extent.firstHour(dsl)),
        warnings(taken.diskBytes()));
  }

  private List<String> warnings(long diskBytes) {
    var warnings = new ArrayList<String>();
    fault.ifPresent(reason -> warnings.add("no telemetry is taken: " + reason));
    if (upkeep.diskBytes().isPresent()) {
      long most = upkeep.diskBytes().getAsLong();
      Minute minutesFrom = new Minute(Progress.of(dsl).minutesFrom());
      if (wentEarly(minutesFrom)) {
        warnings.add(
            "minutes before "
                + minutesFrom.start()
                + " went early, since the file may take no more than "
                + most
                + " bytes");
      }
      if (diskBytes > most) {
        warnings.add("the file takes " + diskBytes + " bytes, and may take " + most);
      }
    }
    return warnings;
  }

  /** Whether minutes before this one are over, but not yet past their retention. */
  private boolean wentEarly(Minute minutesFrom) {
    OptionalLong newest = Extent.lastMinute(dsl, Long.MAX_VALUE);
    return newest.isPresent()
        && minutesFrom.epochMinute() > 0
        && upkeep
            .retention()
            .map(
                kept ->
                    minutesFrom.epochMinute() > newest.getAsLong() + 1 - kept.minutes().toMinutes())
            .orElse(true);
  }

  private static Optional<Instant> start(OptionalLong minute) {
    return minute.stream().mapToObj(first -> new Minute(first).start()).findFirst();
  }
}
