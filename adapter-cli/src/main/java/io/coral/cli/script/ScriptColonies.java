package io.coral.cli.script;

import static java.util.Objects.requireNonNull;

import io.coral.cli.colony.Colonies;
import io.coral.cli.colony.ColonyChoice;
import io.coral.cli.failure.Complaint;
import io.coral.cli.parts.Parts;
import io.coral.domain.access.Token;
import io.coral.ports.ClientTls;
import io.coral.ports.ColonyClients;
import io.coral.ports.ColonyEndpoint;
import io.coral.ports.ColonyStore;
import io.coral.ports.QueryServers;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.Optional;

/** The chosen colony, opened once for any number of runs, of which each has a token of its own. */
sealed interface ScriptColonies extends AutoCloseable {
  /**
   * Opens it.
   *
   * @param time that each run may take
   */
  static Either<Complaint, ScriptColonies> open(
      ColonyChoice choice, Duration time, Colonies colonies, Parts parts) {
    return choice instanceof ColonyChoice.Remote remote
        ? colonies.endpoint(remote).map(endpoint -> new Elsewhere(endpoint, time, parts))
        : colonies
            .embedded((ColonyChoice.Embedded) choice)
            .map(store -> new Embedded(store, parts.servers()));
  }

  /** The colony for one run. */
  Either<Complaint, ScriptColony> forOneRun();

  @Override
  void close();

  /**
   * A colony on the network. A script gets no credential that outlives it: where there is one, it
   * is traded for another before each run.
   */
  record Elsewhere(ColonyEndpoint endpoint, Duration time, Parts parts) implements ScriptColonies {
    /** Beyond the run itself, which starts a moment after its token is there. */
    private static final Duration START = Duration.ofSeconds(30);

    public Elsewhere {
      requireNonNull(endpoint, "endpoint is null");
      requireNonNull(time, "time is null");
      requireNonNull(parts, "parts is null");
    }

    @Override
    public Either<Complaint, ScriptColony> forOneRun() {
      return runToken().flatMap(this::reached);
    }

    /** Where the colony speaks TLS, it ends here: names, keys and certificates stay outside. */
    private Either<Complaint, ScriptColony> reached(Optional<Token> token) {
      return endpoint.tls().isEmpty()
          ? Either.right(new ScriptColony(endpoint.address(), token, () -> {}))
          : parts
              .relays()
              .open(endpoint)
              .map(relay -> new ScriptColony(relay.address(), token, relay::close))
              .mapLeft(Complaint::of);
    }

    private Either<Complaint, Optional<Token>> runToken() {
      if (endpoint.token().isEmpty() && endpoint.tls().flatMap(ClientTls::identity).isEmpty()) {
        return Either.right(Optional.empty()); // a colony that asks for one will say so
      }
      return parts
          .clients()
          .connect(endpoint)
          .flatMap(
              client -> {
                try (client) {
                  return client.issueRunToken(time.plus(START));
                }
              })
          .map(issued -> issued.map(ColonyClients.RunToken::token))
          .mapLeft(Complaint::of);
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
