package io.coral.deno;

import io.coral.ports.ScriptFailure;
import io.coral.ports.ScriptFailure.IllTyped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** Lets Deno's TypeScript check a script that was judged already. */
final class TypeCheck {
  /** What Deno says around the mistakes themselves. */
  private static final Pattern FRAME =
      Pattern.compile(
          "(?s)\\n*(?:^Found \\d+ errors\\.\\n*)?^error: Type checking failed\\..*",
          Pattern.MULTILINE);

  private TypeCheck() {}

  /**
   * Checks.
   *
   * @throws IOException if Deno cannot be started
   * @throws TimeoutException at the deadline
   */
  static Optional<ScriptFailure> check(
      Spawner spawner, ProcessBuilder command, ScriptFiles files, Path sdk, Deadline deadline)
      throws IOException, InterruptedException, TimeoutException {
    spawner.begin(command);
    Asked asked = Asked.by(spawner, 0, deadline);
    if (asked.exitCode() == 0) {
      return Optional.empty();
    }
    String complaint =
        asked.complaint().replace(FileUrl.ofFolder(sdk.resolve("types")), "@coral/sdk/");
    String mistakes = FRAME.matcher(files.named(complaint)).replaceFirst("");
    return Optional.of(new IllTyped("its types do not fit\n" + mistakes, ""));
  }
}
