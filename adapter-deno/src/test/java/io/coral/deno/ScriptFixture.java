package io.coral.deno;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.ports.SandboxLayer;
import io.coral.ports.ScriptEnd;
import io.coral.ports.ScriptFailure;
import io.coral.ports.ScriptRun;
import io.coral.ports.ScriptRun.Stdio;
import io.vavr.control.Either;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A folder of scripts, and a runtime to run them with. */
final class ScriptFixture {
  private final Path root;
  private final Path temp;
  private final DenoRuntime runtime;
  private Duration timeout = Duration.ofSeconds(60);
  private long memoryBytes = 256L << 20;
  private Map<String, String> parameters = Map.of();
  private InetSocketAddress colony = closedPort();

  ScriptFixture(Path folder) {
    this(folder, new StandardLibrary(StandardLibrary.JSR, folder.resolve("library")));
  }

  ScriptFixture(Path folder, StandardLibrary library) {
    try {
      root = Files.createDirectories(folder.resolve("root"));
      temp = Files.createDirectories(folder.resolve("temp"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    runtime = new DenoRuntime(TestInstallation.find(), temp, library);
  }

  Path root() {
    return root;
  }

  Path temp() {
    return temp;
  }

  ScriptFixture timeout(Duration value) {
    timeout = value;
    return this;
  }

  ScriptFixture memoryMegabytes(long value) {
    memoryBytes = value << 20;
    return this;
  }

  ScriptFixture parameters(Map<String, String> value) {
    parameters = value;
    return this;
  }

  ScriptFixture colony(InetSocketAddress value) {
    colony = value;
    return this;
  }

  ScriptFixture file(String name, String content) {
    try {
      Path file = root.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  List<SandboxLayer> layers() {
    return runtime.layers();
  }

  Either<ScriptFailure, ScriptEnd> run(String name) {
    return runtime.run(
        new ScriptRun(
            root.resolve(name),
            root,
            colony,
            Optional.of("the-run-token"),
            parameters,
            timeout,
            memoryBytes,
            Stdio.CAPTURED));
  }

  /** Runs {@code code} as a script that must be started. */
  ScriptEnd ran(String code) {
    var outcome = file("script.ts", code).run("script.ts");
    assertThat(outcome.isRight()).as("started, not %s", outcome).isTrue();
    return outcome.get();
  }

  /** Runs {@code code} as a script that must not be started. */
  ScriptFailure refused(String code) {
    var outcome = file("script.ts", code).run("script.ts");
    assertThat(outcome.isLeft()).as("refused, not %s", outcome).isTrue();
    return outcome.getLeft();
  }

  /** A port on which nothing listens. */
  private static InetSocketAddress closedPort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
