package io.coral.cli.script;

import static java.util.Objects.requireNonNull;

import io.coral.cli.failure.Complaint;
import io.coral.cli.parts.Surroundings;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The one folder that a script may read: the working folder, or the script's own where it lies
 * elsewhere. The root of the file system and the user's home hold too much to be handed out by
 * accident; they are taken only if asked for by name.
 *
 * @param folder absolute, without symbolic links
 * @param isOfScript whether the script's own folder was taken instead of the working folder
 */
record ScriptRoot(Path folder, boolean isOfScript) {
  ScriptRoot {
    requireNonNull(folder, "folder is null");
  }

  /** Chooses the root, or says why there is none. */
  static Either<Complaint, ScriptRoot> of(ScriptOptions options, Surroundings surroundings) {
    if (!Files.isRegularFile(options.script())) {
      return Either.left(
          Complaint.usage(
              Files.isDirectory(options.script())
                  ? options.script() + " is a folder"
                  : "there is no file " + options.script(),
              "name a TypeScript or JavaScript file"));
    }
    try {
      return options.root().isPresent()
          ? named(options.root().get(), options.script())
          : chosen(options.script(), surroundings);
    } catch (IOException e) {
      return Either.left(
          Complaint.usage("the folder of " + options.script() + " cannot be read", ""));
    }
  }

  private static Either<Complaint, ScriptRoot> named(Path root, Path script) throws IOException {
    if (!Files.isDirectory(root)) {
      return Either.left(Complaint.usage("there is no folder " + root, "name a folder as --root"));
    }
    Path real = root.toRealPath();
    if (!script.toRealPath().startsWith(real)) {
      return Either.left(
          Complaint.usage(
              "the script is not inside of " + root, "name a --root that holds the script"));
    }
    return Either.right(new ScriptRoot(real, false));
  }

  private static Either<Complaint, ScriptRoot> chosen(Path script, Surroundings surroundings)
      throws IOException {
    Path working = surroundings.workingFolder().toRealPath();
    Path real = script.toRealPath();
    boolean elsewhere = !real.startsWith(working);
    Path folder = elsewhere ? requireNonNull(real.getParent()) : working;
    if (folder.getParent() == null || isHome(folder, surroundings)) {
      return Either.left(
          Complaint.usage(
              "a script must not read all of " + folder,
              "put it into a folder of its own, or allow this one with --root " + folder));
    }
    return Either.right(new ScriptRoot(folder, elsewhere));
  }

  private static boolean isHome(Path folder, Surroundings surroundings) throws IOException {
    var home = surroundings.home();
    return home.isPresent()
        && Files.isDirectory(home.get())
        && folder.equals(home.get().toRealPath());
  }
}
