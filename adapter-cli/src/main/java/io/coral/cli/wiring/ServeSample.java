package io.coral.cli.wiring;

import io.coral.cli.colony.Colonies;
import io.coral.cli.colony.ColonyChoice;
import io.coral.cli.failure.Complaint;
import io.coral.ports.Admission;
import io.coral.ports.ColonyStore;
import io.coral.ports.Door;
import io.coral.ports.QueryServers.QueryServer;
import io.vavr.control.Either;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Serves the sample on a loopback port until it is ended: the colony that a {@link Rehearsal} asks.
 * Prints {@code IP:PORT}.
 */
final class ServeSample {
  private ServeSample() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    var surroundings = CoralProcess.surroundings();
    var parts = new ProcessParts(surroundings);
    Either<Complaint, ColonyStore> sample =
        new Colonies(parts, surroundings).embedded(new ColonyChoice.Demo());
    try (ColonyStore store = sample.getOrElseThrow(ServeSample::failed);
        QueryServer server =
            parts
                .servers()
                .start(store.queries(), openTo(anyPort()))
                .mapLeft(Complaint::of)
                .getOrElseThrow(ServeSample::failed)) {
      System.out.println("127.0.0.1:" + server.address().getPort());
      Thread.currentThread().join();
    }
  }

  private static Door openTo(InetSocketAddress address) {
    return new Door(address, Optional.empty(), new Admission.Everybody());
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static IOException failed(Complaint complaint) {
    return new IOException(complaint.message());
  }
}
