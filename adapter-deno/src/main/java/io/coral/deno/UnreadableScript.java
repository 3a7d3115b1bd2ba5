package io.coral.deno;

import io.coral.ports.ScriptFailure;
import io.coral.ports.ScriptFailure.Malformed;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells in terms of the script what Deno says when it cannot read it, so that nothing of it ran.
 */
final class UnreadableScript {
  /** The frames of Deno's own code, which it says last, are nobody's business. */
  private static final Pattern SAID =
      Pattern.compile(
          "error: (?<mistake>SyntaxError: .*?\n    at file://[^\n]*:\\d+:\\d+)\\n*(?:Stack backtrace:\n(?: +\\d+: [^\n]*\n)*\n*)?",
          Pattern.DOTALL);

  private UnreadableScript() {}

  /** The same as what Deno says of such a script when it is asked about it. */
  static Optional<ScriptFailure> told(String words, ScriptFiles files) {
    Matcher said = SAID.matcher(words);
    return said.matches()
        ? Optional.of(new Malformed(files.named(said.group("mistake")), ""))
        : Optional.empty();
  }
}
