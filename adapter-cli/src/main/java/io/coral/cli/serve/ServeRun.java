package io.coral.cli.serve;

import static java.util.Objects.requireNonNull;

import io.coral.cli.colony.Colonies;
import io.coral.cli.colony.HostPort;
import io.coral.cli.failure.Complaint;
import io.coral.cli.failure.ExitCode;
import io.coral.cli.parts.Console;
import io.coral.cli.parts.Parts;
import io.coral.cli.parts.Surroundings;
import io.coral.ports.ColonyStore;
import io.coral.ports.ColonyStores;
import io.coral.ports.QueryServers.QueryServer;
import io.vavr.control.Either;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Serves the colony kept in a file until the process is told to end. */
public final class ServeRun {
  private final Parts parts;
  private final Surroundings surroundings;
  private final Console console;

  public ServeRun(Parts parts, Surroundings surroundings, Console console) {
    this.parts = requireNonNull(parts, "parts is null");
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
    this.console = requireNonNull(console, "console is null");
  }

  /** Zero once it has ended; or why it did not start. */
  public Either<Complaint, Integer> run(ServeOptions options) {
    return new Colonies(parts, surroundings)
        .resolved(options.listen())
        .flatMap(address -> allowed(address, options))
        .flatMap(address -> started(address, options));
  }

  private static Either<Complaint, InetSocketAddress> allowed(
      InetSocketAddress address, ServeOptions options) {
    if (address.getAddress().isLoopbackAddress() || options.insecure()) {
      return Either.right(address);
    }
    return Either.left(
        new Complaint(
            ExitCode.REFUSED,
            "this colony speaks plain text and asks for no credentials, so it does not listen on "
                + options.listen(),
            "listen on 127.0.0.1, or pass --insecure where everybody on the network may ask"));
  }

  private Either<Complaint, Integer> started(InetSocketAddress address, ServeOptions options) {
    return parts
        .servedStores()
        .open(options.database(), ColonyStores.Access.READ_WRITE)
        .mapLeft(Complaint::of)
        .flatMap(
            store ->
                parts
                    .servers()
                    .start(store.queries(), address, Optional.empty())
                    .peekLeft(failure -> store.close())
                    .mapLeft(Complaint::of)
                    .map(server -> served(store, server)));
  }

  private int served(ColonyStore store, QueryServer server) {
    InetSocketAddress bound = server.address();
    var address = new HostPort(bound.getAddress().getHostAddress(), bound.getPort());
    console.dataLine("listening on " + address);
    console.flush();
    surroundings
        .ending()
        .onEnd(
            () -> {
              try (store) {
                server.close();
              }
            });
    try {
      server.awaitEnd();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ExitCode.OK.number();
  }
}
