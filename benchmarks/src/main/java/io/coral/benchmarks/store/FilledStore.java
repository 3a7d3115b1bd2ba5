package io.coral.benchmarks.store;

import io.coral.benchmarks.traffic.ReportedDeltas;
import io.coral.benchmarks.traffic.StoreFill.Reported;
import io.coral.domain.time.Minute;
import io.coral.duckdb.DuckDbStores;
import io.coral.duckdb.StoreSettings;
import io.coral.duckdb.care.CareSettings;
import io.coral.ports.ColonyStore;
import io.coral.ports.ColonyStores.Access;
import io.coral.ports.SummaryBatch;
import io.coral.ports.Upkeep;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** A store that is filled fast, with a clock that moves along, and looked after as in a colony. */
final class FilledStore implements AutoCloseable {
  /** Round after round, each with a checkpoint if there was anything to do. */
  private static final CareSettings CARE =
      new CareSettings(Duration.ofMillis(1), Duration.ofNanos(1), Upkeep.EVERYTHING);

  /** After its end an hour counts as over. */
  private static final Duration GRACE = Duration.ofMinutes(6);

  private final AtomicReference<Instant> now;
  private final LookedAfter care = new LookedAfter();
  private final ColonyStore store;
  private long longestNanos;

  FilledStore(Path file, long firstMinute) {
    now = new AtomicReference<>(new Minute(firstMinute).start());
    store =
        new DuckDbStores(now::get, StoreSettings.ofThisMachine().with(CARE).heardBy(care))
            .open(file, Access.READ_WRITE)
            .getOrElseThrow(failure -> new IllegalStateException(failure.message()));
  }

  /**
   * Commits, and waits until the store has been looked after.
   *
   * @param until after the last minute
   */
  void put(List<Reported> reported, long until) throws InterruptedException {
    var batch = new SummaryBatch(Set.of(), ReportedDeltas.of(reported));
    now.set(new Minute(until).start().plus(GRACE));
    long before = System.nanoTime();
    store
        .writer()
        .append(batch)
        .getOrElseThrow(failure -> new IllegalStateException(failure.message()));
    longestNanos = Math.max(longestNanos, System.nanoTime() - before);
    care.await();
  }

  double longestCommitMillis() {
    return longestNanos / 1e6;
  }

  @Override
  public void close() {
    store.close();
  }
}
