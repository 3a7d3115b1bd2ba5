package io.coral.deno;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The real Deno and the real bundle, where the build of the SDK leaves them. */
final class TestInstallation {
  private static final Path SDK = Path.of("..", "sdk-typescript");

  private TestInstallation() {}

  static DenoInstallation find() {
    try (var files = Files.find(SDK.resolve("target/deno"), 2, (path, a) -> a.isRegularFile())) {
      return new DenoInstallation(files.findFirst().orElseThrow(), SDK.resolve("dist"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
