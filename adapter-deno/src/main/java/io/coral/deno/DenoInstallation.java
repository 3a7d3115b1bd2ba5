package io.coral.deno;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the embedded runtime is.
 *
 * @param deno the Deno binary
 * @param sdk the folder with the SDK's bundle: {@code mod.js}, {@code preload.js} and their chunks
 * @param cache the folder that {@link SdkCache} has filled; empty if there is none
 */
public record DenoInstallation(Path deno, Path sdk, Optional<Path> cache) {
  public DenoInstallation {
    requireNonNull(deno, "deno is null");
    requireNonNull(sdk, "sdk is null");
    requireNonNull(cache, "cache is null");
    deno = deno.toAbsolutePath().normalize();
    sdk = sdk.toAbsolutePath().normalize();
    cache = cache.map(folder -> folder.toAbsolutePath().normalize());
  }

  /** One whose Deno reads and compiles the SDK anew in each run. */
  public DenoInstallation(Path deno, Path sdk) {
    this(deno, sdk, Optional.empty());
  }

  /**
   * What keeps it from being used. What it is was checked when it was packed, by its hash; to hash
   * it again would take longer than a script. So what counts at each run is that only its owner
   * could have changed it since.
   */
  Optional<String> flaw() {
    if (!Files.isExecutable(deno) || !Files.isReadable(sdk.resolve("preload.js"))) {
      return Optional.of("the embedded Deno is missing");
    }
    return Stream.of(deno, requireNonNull(deno.getParent()), sdk, sdk.resolve("preload.js"))
        .filter(DenoInstallation::isOpenToAll)
        .findFirst()
        .map(path -> path + " can be changed by anybody");
  }

  private static boolean isOpenToAll(Path path) {
    try {
      return Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_WRITE);
    } catch (IOException | UnsupportedOperationException e) {
      return false; // a system without such permissions
    }
  }
}
