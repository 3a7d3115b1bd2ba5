package io.coral.cli.truth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.inject.Guice;
import io.coral.cli.truth.CoralProcess.Colony;
import io.coral.grpc.GrpcModule;
import io.coral.ports.ColonyClients;
import io.coral.ports.ColonyEndpoint;
import io.coral.ports.ColonyQueries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Function;

/** The ways into one colony: Java, and this folder's command line and scripts. */
record Surfaces(Path folder, Colony colony) {
  <A> A asked(Function<ColonyQueries, A> question) {
    String address = colony.address();
    int colon = address.lastIndexOf(':');
    var clients =
        Guice.createInjector(
                new GrpcModule(),
                binder -> binder.bind(InstantSource.class).toInstance(InstantSource.system()))
            .getInstance(ColonyClients.class);
    try (var client =
        clients
            .connect(
                ColonyEndpoint.plain(
                    new InetSocketAddress(
                        address.substring(0, colon),
                        Integer.parseInt(address.substring(colon + 1)))))
            .get()) {
      return question.apply(client.queries());
    }
  }

  JsonNode json(String... arguments) {
    var outcome = CoralProcess.run(folder, arguments);
    assertThat(outcome.exitCode()).as(outcome.stderr()).isZero();
    try {
      return new ObjectMapper().readTree(outcome.stdout());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(String name, String script) {
    try {
      Files.writeString(folder.resolve(name), script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
