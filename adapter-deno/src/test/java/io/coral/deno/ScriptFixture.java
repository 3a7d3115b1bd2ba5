package io.coral.deno;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.access.Token;
import io.coral.ports.SandboxLayer;
import io.coral.ports.ScriptEnd;
import io.coral.ports.ScriptFailure;
import io.coral.ports.ScriptListener;
import io.coral.ports.ScriptRun;
import io.coral.ports.ScriptRun.Stdio;
import io.coral.ports.ScriptSource;
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
import java.util.Set;
import java.util.stream.Collectors;

/** A folder of scripts, and a runtime to run them with. */
final class ScriptFixture {
  private final Path root;
  private final Path temp;
  private final DenoRuntime runtime;
  private Duration timeout = Duration.ofSeconds(60);
  private long memoryBytes = 256L << 20;
  private Map<String, String> parameters = Map.of();
  private Set<String> modules = Set.of();
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
    return run(new ScriptSource.File(root.resolve(name)));
  }

  /** Runs code that is in no file. */
  Either<ScriptFailure, ScriptEnd> runInline(String code) {
    return run(new ScriptSource.Inline("<stdin>", code));
  }

  private Either<ScriptFailure, ScriptEnd> run(ScriptSource source) {
    return runtime.run(
        new ScriptRun(
            source,
            root,
            colony,
            Optional.of(Token.ofRandom(new byte[32])),
            parameters,
            timeout,
            memoryBytes,
            Stdio.CAPTURED),
        new Listening());
  }

  /** Checks the types of {@code code}. */
  Optional<ScriptFailure> checked(String code) {
    file("script.ts", code);
    return check(new ScriptSource.File(root.resolve("script.ts")));
  }

  Optional<ScriptFailure> checkedInline(String code) {
    return check(new ScriptSource.Inline("<stdin>", code));
  }

  private Optional<ScriptFailure> check(ScriptSource source) {
    return runtime.check(source, root, timeout, new Listening());
  }

  /** The files that the last script was said to be made of, relative to the root. */
  Set<String> modules() {
    return modules;
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

  private final class Listening implements ScriptListener {
    @Override
    public void modules(Set<Path> files) {
      modules =
          files.stream().map(file -> root.relativize(file).toString()).collect(Collectors.toSet());
    }
  }
}
