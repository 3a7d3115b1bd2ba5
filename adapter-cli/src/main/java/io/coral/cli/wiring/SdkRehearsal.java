package io.coral.cli.wiring;

import io.coral.deno.DenoInstallation;
import io.coral.deno.SdkCache;
import java.io.IOException;
import java.nio.file.Path;

/** Makes the cache that Deno starts from. Its argument is the folder to make. */
final class SdkRehearsal {
  private SdkRehearsal() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    DenoInstallation packed = EmbeddedDeno.of(CoralProcess.surroundings());
    var bare = new DenoInstallation(packed.deno(), packed.sdk());
    if (!SdkCache.make(bare, Path.of(arguments[0]))) {
      System.err.println("Deno starts without a cache of the SDK: this system has no whole jail");
    }
  }
}
