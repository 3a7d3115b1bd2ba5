package io.coral.benchmarks.load;

import io.coral.benchmarks.traffic.Asked;
import io.coral.benchmarks.traffic.ReportedDeltas;
import io.coral.benchmarks.traffic.StoreFill;
import io.coral.domain.time.Minute;
import io.coral.duckdb.DuckDbStores;
import io.coral.duckdb.StoreSettings;
import io.coral.ports.ColonyQueries;
import io.coral.ports.SummaryBatch;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Asks a store in process from as many threads as there are processors, and prints calls/s. */
public final class PortCalls {
  private static final int MINUTES = 3;

  private PortCalls() {}

  /** Takes seconds. */
  public static void main(String[] arguments) throws InterruptedException {
    double seconds = Double.parseDouble(arguments[0]);
    var clock = InstantSource.system();
    try (var store = new DuckDbStores(clock, StoreSettings.ofThisMachine()).inMemory()) {
      long now = Minute.of(clock.instant()).epochMinute();
      store
          .writer()
          .append(
              new SummaryBatch(
                  Set.of(), ReportedDeltas.of(new StoreFill().minutes(now - MINUTES, now + 1))))
          .getOrElseThrow(failure -> new IllegalStateException(failure.message()));
      calls(store.queries(), seconds / 2); // warms up
      System.out.println(calls(store.queries(), seconds) / seconds);
    }
  }

  private static double calls(ColonyQueries colony, double seconds) throws InterruptedException {
    long end = System.nanoTime() + (long) (seconds * 1e9);
    var answered = new AtomicLong();
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    long count = 0;
                    while (System.nanoTime() < end) {
                      if (Asked.ONE.of(colony, (int) count).isLeft()) {
                        throw new IllegalStateException("a question was not answered");
                      }
                      count++;
                    }
                    answered.addAndGet(count);
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return answered.get();
  }
}
