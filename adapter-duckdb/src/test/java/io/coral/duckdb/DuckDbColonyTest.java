package io.coral.duckdb;

import io.coral.ports.ColonyQueries;
import io.coral.ports.ColonyStore;
import io.coral.ports.SummaryWriter;
import io.coral.ports.TelemetryIntake;
import io.coral.ports.contract.ColonyContract;
import io.coral.ports.contract.IntakeContract;
import io.coral.ports.contract.ManyContract;
import io.coral.ports.contract.MetricsContract;
import io.coral.ports.contract.SeriesContract;
import io.coral.ports.contract.ServicesContract;
import io.coral.ports.contract.SystemMetricsContract;
import io.coral.ports.contract.TablesContract;
import io.coral.ports.contract.TracesContract;
import io.coral.ports.contract.WriterContract;
import java.time.InstantSource;
import org.junit.jupiter.api.Nested;

/** Runs the contract of every colony over DuckDB. */
class DuckDbColonyTest {
  private record Embedded(ColonyStore store) implements ColonyContract.Fixture {
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

  private static ColonyContract.Fixture embedded(InstantSource clock) {
    return new Embedded(new DuckDbStores(clock, StoreSettings.ofThisMachine()).inMemory());
  }

  @Nested
  class Services extends ServicesContract {
    @Override
    protected Fixture open(InstantSource clock) {
      return embedded(clock);
    }
  }

  @Nested
  class Metrics extends MetricsContract {
    @Override
    protected Fixture open(InstantSource clock) {
      return embedded(clock);
    }
  }

  @Nested
  class Many extends ManyContract {
    @Override
    protected Fixture open(InstantSource clock) {
      return embedded(clock);
    }
  }

  @Nested
  class Steps extends SeriesContract {
    @Override
    protected Fixture open(InstantSource clock) {
      return embedded(clock);
    }
  }

  @Nested
  class Traces extends TracesContract {
    @Override
    protected Fixture open(InstantSource clock) {
      return embedded(clock);
    }
  }

  @Nested
  class Utilization extends SystemMetricsContract {
    @Override
    protected Fixture open(InstantSource clock) {
      return embedded(clock);
    }
  }

  @Nested
  class Writer extends WriterContract {
    @Override
    protected Fixture open(InstantSource clock) {
      return embedded(clock);
    }
  }

  @Nested
  class Tables extends TablesContract {
    @Override
    protected Fixture open(InstantSource clock) {
      return embedded(clock);
    }
  }

  @Nested
  class Intake extends IntakeContract {
    private ColonyStore store;

    @Override
    protected Fixture open(InstantSource clock) {
      store = new DuckDbStores(clock, StoreSettings.ofThisMachine()).inMemory();
      return new Embedded(store);
    }

    @Override
    protected TelemetryIntake intake() {
      return store.intake();
    }
  }
}
