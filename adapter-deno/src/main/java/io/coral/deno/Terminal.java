package io.coral.deno;

import java.io.Console;
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
}
