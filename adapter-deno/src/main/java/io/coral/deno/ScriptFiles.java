package io.coral.deno;

import io.coral.ports.ScriptFailure;
import io.coral.ports.ScriptFailure.MissingScript;
import io.coral.ports.ScriptFailure.Refused;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A script and its root, with links resolved.
 *
 * @param script an existing regular file
 * @param root the folder that holds it
 */
record ScriptFiles(Path script, Path root) {

  static Either<ScriptFailure, ScriptFiles> resolve(Path script, Path root) {
    if (!Files.exists(script)) {
      return missing("there is no file " + script, "check the path");
    }
    if (!Files.isRegularFile(script)) {
      return missing(script + " is not a file", "name the script itself");
    }
    if (!Files.isDirectory(root)) {
      return missing("there is no folder " + root, "check --root");
    }
    Path realScript;
    Path realRoot;
    try {
      realScript = script.toRealPath();
      realRoot = root.toRealPath();
    } catch (IOException e) {
      return missing("cannot read " + script, "check that it may be read");
    }
    if (!realScript.startsWith(realRoot)) {
      return Either.left(
          new Refused(
              script.toString(),
              ImportRule.OUTSIDE_ROOT.name(),
              script + " lies outside of the root",
              "run with --root set to a folder that holds the script"));
    }
    return Either.right(new ScriptFiles(realScript, realRoot));
  }

  private static Either<ScriptFailure, ScriptFiles> missing(String message, String hint) {
    return Either.left(new MissingScript(message, hint));
  }
}
