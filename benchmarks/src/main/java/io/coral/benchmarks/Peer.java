package io.coral.benchmarks;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A program of others that does the like, where it is installed. */
record Peer(String name, List<String> command) {
  /** A gRPC client that lists the services of a server by reflection. */
  static Optional<Peer> list(String program, String address) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst()
        .map(
            found ->
                new Peer(
                    "`" + program + " list`, of the same colony",
                    List.of(found.toString(), "-plaintext", address, "list")));
  }
}
