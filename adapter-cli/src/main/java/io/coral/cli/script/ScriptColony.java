package io.coral.cli.script;

import static java.util.Objects.requireNonNull;

import io.coral.cli.failure.Complaint;
import io.coral.domain.access.Token;
import io.coral.ports.Admission;
import io.coral.ports.ColonyStore;
import io.coral.ports.Door;
import io.coral.ports.QueryServers;
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
record ScriptColony(InetSocketAddress address, Optional<Token> runToken, Runnable ending)
    implements AutoCloseable {
  ScriptColony {
    requireNonNull(address, "address is null");
    requireNonNull(runToken, "runToken is null");
    requireNonNull(ending, "ending is null");
  }

  /** On a loopback port, which others on this machine can reach but, without the token, not ask. */
  static Either<Complaint, ScriptColony> served(ColonyStore store, QueryServers servers) {
    Token token = RunToken.random();
    var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return servers
        .start(store.queries(), new Door(anyPort, new Admission.OneRun(token)))
        .mapLeft(Complaint::of)
        .map(server -> new ScriptColony(server.address(), Optional.of(token), server::close));
  }

  @Override
  public void close() {
    ending.run();
  }
}
