package io.coral.cli.script;

import static java.util.Objects.requireNonNull;

import io.coral.cli.colony.Colonies;
import io.coral.cli.colony.ColonyChoice;
import io.coral.cli.failure.Complaint;
import io.coral.ports.ColonyStore;
import io.coral.ports.QueryServers;
import io.coral.ports.QueryServers.QueryServer;
import io.vavr.control.Either;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * The colony that a script asks, for the length of its run.
 *
 * @param address resolved
 * @param runToken what the colony demands, if it does
 * @param ending closes what was opened for this run
 */
record ScriptColony(InetSocketAddress address, Optional<String> runToken, Runnable ending)
    implements AutoCloseable {
  ScriptColony {
    requireNonNull(address, "address is null");
    requireNonNull(runToken, "runToken is null");
    requireNonNull(ending, "ending is null");
  }

  static Either<Complaint, ScriptColony> of(
      ColonyChoice choice, Colonies colonies, QueryServers servers) {
    return switch (choice) {
      case ColonyChoice.Remote(var address) ->
          colonies
              .resolved(address)
              .map(resolved -> new ScriptColony(resolved, Optional.empty(), () -> {}));
      case ColonyChoice.Demo _, ColonyChoice.Database _ ->
          colonies.embedded(choice).flatMap(store -> served(store, servers));
    };
  }

  /** On a loopback port, which others on this machine can reach but, without the token, not ask. */
  private static Either<Complaint, ScriptColony> served(ColonyStore store, QueryServers servers) {
    String token = RunToken.random();
    var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return servers
        .start(store.queries(), anyPort, Optional.of(token))
        .peekLeft(failure -> store.close())
        .mapLeft(Complaint::of)
        .map(
            server ->
                new ScriptColony(
                    server.address(), Optional.of(token), () -> closeBoth(server, store)));
  }

  private static void closeBoth(QueryServer server, ColonyStore store) {
    try (store) {
      server.close();
    }
  }

  @Override
  public void close() {
    ending.run();
  }
}
