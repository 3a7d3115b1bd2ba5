package io.coral.deno;

import java.nio.file.Path;
import java.util.List;

/** How every Deno process of ours is started: an environment built from nothing. */
final class DenoProcess {
  private DenoProcess() {}

  /**
   * A process that inherits no environment, for what a parent's may hold reaches Deno: flags,
   * certificates, proxies, preloaded libraries.
   *
   * @param colour whether its own messages may be coloured
   */
  static ProcessBuilder builder(List<String> command, Path folder, Path cache, boolean colour) {
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    var environment = builder.environment();
    environment.clear();
    environment.put("DENO_DIR", cache.toString());
    environment.put("DENO_NO_UPDATE_CHECK", "1");
    environment.put("DENO_NO_PROMPT", "1");
    // What is compiled is not kept: where it cannot be written, Deno tries for 150 ms a module.
    environment.put("DENO_EMIT_CACHE_MODE", "disable");
    environment.put("PATH", "/usr/bin:/bin"); // or a program is "not found" instead of denied
    if (!colour) {
      environment.put("NO_COLOR", "1");
    }
    return builder;
  }
}
