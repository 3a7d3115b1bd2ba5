package io.coral.cli.colony;

import static java.util.Objects.requireNonNull;

import io.coral.cli.failure.Complaint;
import io.coral.cli.failure.ExitCode;
import io.coral.cli.parts.Parts;
import io.coral.cli.parts.Surroundings;
import io.coral.domain.access.Token;
import io.coral.ports.ClientTls;
import io.coral.ports.ColonyClients.ColonyClient;
import io.coral.ports.ColonyEndpoint;
import io.coral.ports.ColonyQueries;
import io.coral.ports.ColonyStore;
import io.coral.ports.ColonyStores;
import io.vavr.control.Either;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/** Opens the colony that was chosen. */
public final class Colonies {
  /** A folder of the distribution. */
  private static final String SAMPLE = "sample";

  private final Parts parts;
  private final Surroundings surroundings;

  public Colonies(Parts parts, Surroundings surroundings) {
    this.parts = requireNonNull(parts, "parts is null");
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
  }

  /** A colony to ask, wherever it is. An unreachable one shows with the first question. */
  public Either<Complaint, OpenColony> open(ColonyChoice choice) {
    // No switch over types, for which Java makes a class at run time: that is felt at a start.
    return choice instanceof ColonyChoice.Remote remote
        ? connected(remote).map(Connected::new)
        : embedded((ColonyChoice.Embedded) choice).map(Embedded::new);
  }

  private Either<Complaint, ColonyClient> connected(ColonyChoice.Remote remote) {
    return endpoint(remote)
        .flatMap(endpoint -> parts.clients().connect(endpoint).mapLeft(Complaint::of));
  }

  /** How a colony is asked. */
  public Either<Complaint, ColonyEndpoint> endpoint(ColonyChoice.Remote remote) {
    Optional<ClientTls> tls =
        remote.address().tls() ? Optional.of(remote.credentials().tls()) : Optional.empty();
    return resolved(remote.address().hostPort())
        .flatMap(
            address ->
                token(remote, address).map(token -> new ColonyEndpoint(address, tls, token)));
  }

  /** What would be read on its way by others is not sent. */
  private static Either<Complaint, Optional<Token>> token(
      ColonyChoice.Remote remote, InetSocketAddress address) {
    Optional<Credential> token = remote.credentials().token();
    if (token.isEmpty()) {
      return Either.right(Optional.empty());
    }
    return remote.address().tls() || address.getAddress().isLoopbackAddress()
        ? token.get().token().map(Optional::of)
        : Either.left(
            new Complaint(
                ExitCode.REFUSED,
                "a token is not sent to " + remote.address() + " in plain text",
                "write --colony https://" + remote.address() + " for a colony that speaks TLS"));
  }

  /** The store of a colony in this process. */
  public Either<Complaint, ColonyStore> embedded(ColonyChoice.Embedded choice) {
    return choice instanceof ColonyChoice.Database(var file)
        ? parts.stores().open(file, ColonyStores.Access.READ_ONLY).mapLeft(Complaint::of)
        : sample();
  }

  private Either<Complaint, ColonyStore> sample() {
    try {
      Path folder = surroundings.installation().orElse(surroundings.workingFolder());
      var sample = BundledSample.in(folder.resolve(SAMPLE));
      return parts
          .stores()
          .ofSample(sample.folder(), sample.shiftTo(surroundings.clock().instant()))
          .mapLeft(Complaint::of);
    } catch (IOException e) {
      return Either.left(
          new Complaint(
              ExitCode.INTERNAL,
              "the sample is not part of this installation",
              "build it with mvn package, or name a colony with --db or --colony"));
    }
  }

  /** The address behind a colony's name. */
  public Either<Complaint, InetSocketAddress> resolved(HostPort address) {
    return address
        .resolve()
        .map(Either::<Complaint, InetSocketAddress>right)
        .orElseGet(
            () ->
                Either.left(
                    new Complaint(
                        ExitCode.UNREACHABLE,
                        "there is no host " + address.host(),
                        "check --colony or CORAL_COLONY_ADDR")));
  }

  private record Embedded(ColonyStore store) implements OpenColony {
    @Override
    public ColonyQueries queries() {
      return store.queries();
    }

    @Override
    public void close() {
      store.close();
    }
  }

  private record Connected(ColonyClient client) implements OpenColony {
    @Override
    public ColonyQueries queries() {
      return client.queries();
    }

    @Override
    public void close() {
      client.close();
    }
  }
}
