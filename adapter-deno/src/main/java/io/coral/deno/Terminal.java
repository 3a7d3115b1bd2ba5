package io.coral.deno;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Whether this process talks to a person. */
final class Terminal {
  private Terminal() {}

  /** Whether both stdin and stdout are a terminal. */
  @SuppressWarnings("SystemConsoleNull") // the JDK's own contract still says that it may be
  static boolean isAttached() {
    @Nullable Console console = System.console();
    return console != null && console.isTerminal();
  }

  /** Whether stdin is a terminal, as far as the system tells; stdout may go elsewhere. */
  static boolean isStdin() {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/0")).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return isAttached();
    }
  }
}
