package io.coral.deno.jail;

import java.nio.file.Path;
import java.util.List;

/**
 * What a jailed process may still do. Paths that do not exist give no access; links are resolved
 * now, and what they lead to later does not count.
 *
 * @param readable files, and folders with all below them
 * @param executable the same, to read and to execute
 * @param port the only TCP port to connect to; 0 for none
 */
public record JailRules(List<Path> readable, List<Path> executable, int port) {
  public JailRules {
    readable = List.copyOf(readable);
    executable = List.copyOf(executable);
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port must be in [0, 65535], got " + port);
    }
  }
}
