package io.coral.grpc;

import io.coral.domain.access.Token;
import io.coral.ports.ColonyClients;
import io.coral.ports.ColonyQueries;
import io.coral.ports.SummaryWriter;
import io.coral.ports.contract.ColonyContract;
import io.coral.ports.contract.InMemoryColony;
import io.coral.ports.contract.ManyContract;
import io.coral.ports.contract.MetricsContract;
import io.coral.ports.contract.SeriesContract;
import io.coral.ports.contract.ServicesContract;
import io.coral.ports.contract.SystemMetricsContract;
import io.coral.ports.contract.TablesContract;
import io.coral.ports.contract.TracesContract;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Nested;

/** Runs the contract through a client, wire and server; only telemetry goes in directly. */
abstract class RemoteColonyContract {
  private final ColonyClients clients;

  RemoteColonyContract(ColonyClients clients) {
    this.clients = clients;
  }

  private record Remote(InMemoryColony store, RemoteColony colony)
      implements ColonyContract.Fixture {
    @Override
    public ColonyQueries queries() {
      return colony.queries();
    }

    @Override
    public SummaryWriter writer() {
      return store.writer();
    }

    @Override
    public void close() {
      colony.close();
      store.close();
    }
  }

  private ColonyContract.Fixture remote(InstantSource clock) {
    var store = new InMemoryColony(clock);
    var token = Optional.of(Token.ofRandom(new byte[32]));
    return new Remote(store, RemoteColony.of(store.queries(), token, clients));
  }

  @Nested
  class Services extends ServicesContract {
    @Override
    protected Fixture open(InstantSource clock) {
      return remote(clock);
    }
  }

  @Nested
  class Metrics extends MetricsContract {
    @Override
    protected Fixture open(InstantSource clock) {
      return remote(clock);
    }
  }

  @Nested
  class Many extends ManyContract {
    @Override
    protected Fixture open(InstantSource clock) {
      return remote(clock);
    }
  }

  @Nested
  class Steps extends SeriesContract {
    @Override
    protected Fixture open(InstantSource clock) {
      return remote(clock);
    }
  }

  @Nested
  class Traces extends TracesContract {
    @Override
    protected Fixture open(InstantSource clock) {
      return remote(clock);
    }
  }

  @Nested
  class Utilization extends SystemMetricsContract {
    @Override
    protected Fixture open(InstantSource clock) {
      return remote(clock);
    }
  }

  @Nested
  class Tables extends TablesContract {
    @Override
    protected Fixture open(InstantSource clock) {
      return remote(clock);
    }
  }
}
