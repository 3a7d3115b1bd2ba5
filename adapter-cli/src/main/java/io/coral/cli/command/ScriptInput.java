package io.coral.cli.command;

import io.coral.cli.parts.Surroundings;
import io.coral.ports.ScriptSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A script as the command line names it. */
final class ScriptInput {
  private static final String STDIN = "-";

  /** More than a script may have, so that a larger one shows as such. */
  private static final int MOST_BYTES = 16 << 20;

  private ScriptInput() {}

  /**
   * A file, or what is piped in.
   *
   * @throws io.coral.cli.failure.ComplaintException if there is no such script
   */
  static ScriptSource of(String text, Surroundings surroundings) {
    return text.equals(STDIN)
        ? fromStdin(surroundings)
        : new ScriptSource.File(Paths.of("SCRIPT", text, surroundings));
  }

  /** Code that stands on the command line itself. */
  static ScriptSource ofCode(String code) {
    return new ScriptSource.Inline("<code>", code);
  }

  private static ScriptSource fromStdin(Surroundings surroundings) {
    try {
      byte[] bytes = surroundings.input().readNBytes(MOST_BYTES);
      return new ScriptSource.Inline("<stdin>", new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw Arguments.usage("the script cannot be read from stdin", "pipe it in, or name a file");
    }
  }
}
