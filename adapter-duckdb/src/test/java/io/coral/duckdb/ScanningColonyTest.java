package io.coral.duckdb;

import io.coral.ports.ColonyQueries;
import io.coral.ports.ColonyStore;
import io.coral.ports.SummaryWriter;
import io.coral.ports.contract.ColonyContract;
import io.coral.ports.contract.ManyContract;
import io.coral.ports.contract.MetricsContract;
import io.coral.ports.contract.SeriesContract;
import java.time.InstantSource;
import org.junit.jupiter.api.Nested;

/** Runs the contract of what memory may answer over a colony that holds nothing in memory. */
class ScanningColonyTest {
  private record Scanning(ColonyStore store) implements ColonyContract.Fixture {
    @Override
    public ColonyQueries queries() {
      return store.queries();
    }

    @Override
    public SummaryWriter writer() {
      return store.writer();
    }

    @Override
    public void close() {
      store.close();
    }
  }

  private static ColonyContract.Fixture scanning(InstantSource clock) {
    return new Scanning(
        new DuckDbStores(clock, StoreSettings.ofThisMachine().holding(0)).inMemory());
  }

  @Nested
  class Metrics extends MetricsContract {
    @Override
    protected Fixture open(InstantSource clock) {
      return scanning(clock);
    }
  }

  @Nested
  class Many extends ManyContract {
    @Override
    protected Fixture open(InstantSource clock) {
      return scanning(clock);
    }
  }

  @Nested
  class Steps extends SeriesContract {
    @Override
    protected Fixture open(InstantSource clock) {
      return scanning(clock);
    }
  }
}
