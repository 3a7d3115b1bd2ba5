package io.coral.deno;

import io.coral.ports.ScriptFailure;
import io.coral.ports.ScriptFailure.MissingScript;
import io.coral.ports.ScriptFailure.Refused;
import io.coral.ports.ScriptSource;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A script and its root, with links resolved.
 *
 * @param script an existing regular file
 * @param root the folder that holds it, and from which an inline script's imports start
 * @param inlineName what an inline script is called; its file is in the run's private folder
 */
record ScriptFiles(Path script, Path root, Optional<String> inlineName) {
  /** What Deno reads as a module by its name; {@code .cts} and {@code .cjs} are Node's. */
  private static final List<String> ENDINGS = List.of(".ts", ".mts", ".tsx", ".js", ".mjs", ".jsx");

  private static final List<String> TYPES_ONLY = List.of(".d.ts", ".d.mts");

  /** Far more than anybody writes, and less than Deno takes a second to read. */
  private static final long MOST_BYTES = 10L << 20;

  /**
   * Finds a script's files.
   *
   * @param folder the run's private one, where an inline script is put
   */
  static Either<ScriptFailure, ScriptFiles> resolve(
      ScriptSource source, Path root, RunFolder folder) throws IOException {
    if (!Files.isDirectory(root)) {
      return missing("there is no folder " + root, "check --root");
    }
    // No switch over types, for which Java makes a class at run time: that is felt at a start.
    if (source instanceof ScriptSource.Inline inline) {
      return ofInline(inline, root, folder);
    }
    return ofFile(((ScriptSource.File) source).path(), root);
  }

  private static Either<ScriptFailure, ScriptFiles> ofFile(Path script, Path root) {
    if (!Files.exists(script)) {
      return missing("there is no file " + script, "check the path");
    }
    if (!Files.isRegularFile(script)) {
      return missing(script + " is not a file", "name the script itself");
    }
    if (!Files.isReadable(script)) {
      return missing(script + " may not be read", "change its permissions, or run as its owner");
    }
    Path realScript;
    Path realRoot;
    try {
      if (Files.size(script) > MOST_BYTES) {
        return tooLarge(script.toString());
      }
      realScript = script.toRealPath();
      realRoot = root.toRealPath();
    } catch (IOException e) {
      return missing("cannot read " + script, "check that it may be read");
    }
    if (!isModule(realScript)) {
      return missing(
          script + " is no script by its name",
          "a script's name ends with " + String.join(", ", ENDINGS));
    }
    if (!realScript.startsWith(realRoot)) {
      return Either.left(
          new Refused(
              script.toString(),
              ImportRule.OUTSIDE_ROOT.name(),
              script + " lies outside of the root",
              "run with --root set to a folder that holds the script"));
    }
    return Either.right(new ScriptFiles(realScript, realRoot, Optional.empty()));
  }

  private static Either<ScriptFailure, ScriptFiles> ofInline(
      ScriptSource.Inline inline, Path root, RunFolder folder) throws IOException {
    byte[] code = inline.code().getBytes(StandardCharsets.UTF_8);
    if (code.length > MOST_BYTES) {
      return tooLarge(inline.name());
    }
    Path alone = Files.createDirectory(folder.path().toRealPath().resolve("inline"));
    Path script = Files.write(alone.resolve("script.ts"), code);
    return Either.right(new ScriptFiles(script, root.toRealPath(), Optional.of(inline.name())));
  }

  private static boolean isModule(Path script) {
    String name = script.getFileName().toString().toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(name::endsWith)
        && TYPES_ONLY.stream().noneMatch(name::endsWith);
  }

  private static Either<ScriptFailure, ScriptFiles> tooLarge(String script) {
    return missing(
        script + " is larger than a script can be, " + (MOST_BYTES >> 20) + " MB",
        "pipe data into the script, or keep it in a file beside it");
  }

  private static Either<ScriptFailure, ScriptFiles> missing(String message, String hint) {
    return Either.left(new MissingScript(message, hint));
  }

  /** What the script may read: the root first, and an inline script its own code. */
  List<Path> readable() {
    return isInline() ? List.of(root, script) : List.of(root);
  }

  boolean isInline() {
    return inlineName.isPresent();
  }

  /** The folder that an inline script's relative imports seem to start from. */
  Path inlineFolder() {
    return script.resolveSibling("");
  }

  /** A text of Deno's with the names that its reader knows: relative to the root. */
  String named(String text) {
    String own = inlineName.map(name -> text.replace(FileUrl.of(script), name)).orElse(text);
    return own.replace(FileUrl.ofFolder(root), "").replace(root + "/", "");
  }
}
