package io.coral.ports.contract;

import io.coral.ports.ColonyQueries;
import io.coral.ports.SummaryWriter;
import io.coral.ports.TelemetryIntake;
import java.time.InstantSource;
import org.junit.jupiter.api.Nested;

/** Runs the contract over the in-memory colony, so that the contract itself is known to hold. */
class InMemoryColonyTest {
  private record InMemory(InMemoryColony store) implements ColonyContract.Fixture {
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

  private static ColonyContract.Fixture inMemory(InstantSource clock) {
    return new InMemory(new InMemoryColony(clock));
  }

  @Nested
  class Services extends ServicesContract {
    @Override
    protected Fixture open(InstantSource clock) {
      return inMemory(clock);
    }
  }

  @Nested
  class Metrics extends MetricsContract {
    @Override
    protected Fixture open(InstantSource clock) {
      return inMemory(clock);
    }
  }

  @Nested
  class Many extends ManyContract {
    @Override
    protected Fixture open(InstantSource clock) {
      return inMemory(clock);
    }
  }

  @Nested
  class Steps extends SeriesContract {
    @Override
    protected Fixture open(InstantSource clock) {
      return inMemory(clock);
    }
  }

  @Nested
  class Traces extends TracesContract {
    @Override
    protected Fixture open(InstantSource clock) {
      return inMemory(clock);
    }
  }

  @Nested
  class Utilization extends SystemMetricsContract {
    @Override
    protected Fixture open(InstantSource clock) {
      return inMemory(clock);
    }
  }

  @Nested
  class Writer extends WriterContract {
    @Override
    protected Fixture open(InstantSource clock) {
      return inMemory(clock);
    }
  }

  @Nested
  class Tables extends TablesContract {
    @Override
    protected Fixture open(InstantSource clock) {
      return inMemory(clock);
    }
  }

  @Nested
  class Intake extends IntakeContract {
    private InMemoryColony store;

    @Override
    protected Fixture open(InstantSource clock) {
      store = new InMemoryColony(clock);
      return new InMemory(store);
    }

    @Override
    protected TelemetryIntake intake() {
      return store.intake();
    }
  }
}
