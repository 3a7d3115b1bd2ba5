package io.coral.cli.script;

import static java.util.Objects.requireNonNull;

import io.coral.cli.colony.Colonies;
import io.coral.cli.colony.ColonyChoice;
import io.coral.cli.failure.Complaint;
import io.coral.ports.ColonyStore;
import io.coral.ports.QueryServers;
import io.vavr.control.Either;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Supplier;

/** The chosen colony, opened once for any number of runs, of which each has a token of its own. */
sealed interface ScriptColonies extends AutoCloseable {
  /**
   * Opens it.
   *
   * @param servers are asked for only if this process serves the colony
   */
  static Either<Complaint, ScriptColonies> open(
      ColonyChoice choice, Colonies colonies, Supplier<QueryServers> servers) {
    return switch (choice) {
      case ColonyChoice.Remote(var address) -> colonies.resolved(address).map(Elsewhere::new);
      case ColonyChoice.Demo _, ColonyChoice.Database _ ->
          colonies.embedded(choice).map(store -> new Embedded(store, servers.get()));
    };
  }

  /** The colony for one run. */
  Either<Complaint, ScriptColony> forOneRun();

  @Override
  void close();

  /** A colony on the network. */
  record Elsewhere(InetSocketAddress address) implements ScriptColonies {
    public Elsewhere {
      requireNonNull(address, "address is null");
    }

    @Override
    public Either<Complaint, ScriptColony> forOneRun() {
      return Either.right(new ScriptColony(address, Optional.empty(), () -> {}));
    }

    @Override
    public void close() {}
  }

  /** A colony in this process, served anew to each run. */
  record Embedded(ColonyStore store, QueryServers servers) implements ScriptColonies {
    public Embedded {
      requireNonNull(store, "store is null");
      requireNonNull(servers, "servers is null");
    }

    @Override
    public Either<Complaint, ScriptColony> forOneRun() {
      return ScriptColony.served(store, servers);
    }

    @Override
    public void close() {
      store.close();
    }
  }
}
