package io.coral.cli.script;

import static java.util.Objects.requireNonNull;

import io.coral.cli.failure.Complaint;
import io.coral.cli.parts.Surroundings;
import io.coral.ports.ScriptSource;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

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

  /**
   * Chooses the root, or says why there is none.
   *
   * @param asked the root that the user names
   */
  static Either<Complaint, ScriptRoot> of(
      ScriptSource source, Optional<Path> asked, Surroundings surroundings) {
    return source instanceof ScriptSource.File(Path script)
        ? ofFile(script, asked, surroundings)
        : ofInline(asked, surroundings);
  }

  private static Either<Complaint, ScriptRoot> ofFile(
      Path script, Optional<Path> asked, Surroundings surroundings) {
    if (!Files.isRegularFile(script)) {
      return Either.left(noFile(script));
    }
    try {
      return asked.isPresent() ? named(asked.get(), script) : chosen(script, surroundings);
    } catch (IOException e) {
      return Either.left(Complaint.usage("the folder of " + script + " cannot be read", ""));
    }
  }

  private static Complaint noFile(Path script) {
    if (Files.isDirectory(script)) {
      return Complaint.usage(script + " is a folder", "name a TypeScript or JavaScript file");
    }
    return Files.exists(script)
        ? Complaint.usage(
            script + " is no file, but a pipe or a device",
            "name a file, or - to read the script from stdin")
        : Complaint.usage("there is no file " + script, "name a TypeScript or JavaScript file");
  }

  /** Code in no file belongs to the working folder. */
  private static Either<Complaint, ScriptRoot> ofInline(
      Optional<Path> asked, Surroundings surroundings) {
    Path folder = asked.orElse(surroundings.workingFolder());
    try {
      if (!Files.isDirectory(folder)) {
        return Either.left(noFolder(folder));
      }
      Path real = folder.toRealPath();
      return asked.isEmpty() && holdsTooMuch(real, surroundings)
          ? Either.left(tooMuch(real))
          : Either.right(new ScriptRoot(real, false));
    } catch (IOException e) {
      return Either.left(Complaint.usage("the folder " + folder + " cannot be read", ""));
    }
  }

  private static Either<Complaint, ScriptRoot> named(Path root, Path script) throws IOException {
    if (!Files.isDirectory(root)) {
      return Either.left(noFolder(root));
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
    if (holdsTooMuch(folder, surroundings)) {
      return Either.left(tooMuch(folder));
    }
    return Either.right(new ScriptRoot(folder, elsewhere));
  }

  private static Complaint noFolder(Path folder) {
    return Complaint.usage("there is no folder " + folder, "name a folder as --root");
  }

  private static Complaint tooMuch(Path folder) {
    return Complaint.usage(
        "a script must not read all of " + folder,
        "put it into a folder of its own, or allow this one with --root " + folder);
  }

  private static boolean holdsTooMuch(Path folder, Surroundings surroundings) throws IOException {
    return folder.getParent() == null || isHome(folder, surroundings);
  }

  private static boolean isHome(Path folder, Surroundings surroundings) throws IOException {
    var home = surroundings.home();
    return home.isPresent()
        && Files.isDirectory(home.get())
        && folder.equals(home.get().toRealPath());
  }
}
