package io.coral.benchmarks.measure;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A program of others that does the like, where it is installed. */
public record Peer(String name, List<String> command) {
  /** Where a program is that the PATH leads to. */
  static Optional<Path> program(String name) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** A gRPC client that asks a colony what {@code coral query services} asks it. */
  public static Optional<Peer> grpcurl(String address) {
    return program("grpcurl")
        .map(
            grpcurl ->
                new Peer(
                    "`grpcurl … ListServices`, of the same colony",
                    List.of(
                        grpcurl.toString(),
                        "-plaintext",
                        address,
                        "coral.colony.v1.QueryService/ListServices")));
  }
}
