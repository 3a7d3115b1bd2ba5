package io.coral.cli.wiring;

import io.coral.cli.parts.Surroundings;
import io.coral.deno.DenoInstallation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the distribution keeps its Deno. */
final class EmbeddedDeno {
  /** Outside of a distribution there is no Deno; to run a script then says so. */
  private static final Path NOWHERE = Path.of("no-distribution");

  private EmbeddedDeno() {}

  static DenoInstallation of(Surroundings surroundings) {
    Path distribution = surroundings.installation().orElse(NOWHERE);
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    return new DenoInstallation(
        distribution.resolve("deno").resolve(windows ? "deno.exe" : "deno"),
        distribution.resolve("sdk"),
        Optional.of(distribution.resolve("sdk-cache")).filter(Files::isDirectory));
  }
}
