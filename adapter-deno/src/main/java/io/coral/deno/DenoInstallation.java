package io.coral.deno;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * Where the embedded runtime is.
 *
 * @param deno the Deno binary
 * @param sdk the folder with the SDK's bundle: {@code mod.js}, {@code preload.js} and their chunks
 */
public record DenoInstallation(Path deno, Path sdk) {
  public DenoInstallation {
    requireNonNull(deno, "deno is null");
    requireNonNull(sdk, "sdk is null");
    deno = deno.toAbsolutePath().normalize();
    sdk = sdk.toAbsolutePath().normalize();
  }
}
