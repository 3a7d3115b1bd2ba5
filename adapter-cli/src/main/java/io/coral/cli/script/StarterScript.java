package io.coral.cli.script;

import static java.util.Objects.requireNonNull;

import io.coral.cli.failure.Complaint;
import io.coral.cli.failure.ExitCode;
import io.coral.cli.parts.Console;
import io.coral.cli.parts.Surroundings;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Writes a first script, with what editors need to know of the SDK. What it writes changes nothing
 * of how scripts run: the sandbox reads no configuration.
 */
public final class StarterScript {
  /** Folders of the distribution. */
  private static final Path STARTER = Path.of("sdk", "starter");

  private static final Path TYPES = Path.of("sdk", "types");

  /** Where the starter's configuration looks for the declarations. */
  private static final Path TYPES_HERE = Path.of(".coral", "types");

  private final Surroundings surroundings;
  private final Console console;

  public StarterScript(Surroundings surroundings, Console console) {
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
    this.console = requireNonNull(console, "console is null");
  }

  /** Writes all of it or, where a file of one of its names exists, nothing. */
  public Either<Complaint, Integer> writeInto(Path folder) {
    try {
      Map<Path, Path> files = files();
      if (files.isEmpty()) {
        return Either.left(
            new Complaint(
                ExitCode.INTERNAL,
                "the starter is not part of this installation",
                "build it with mvn package"));
      }
      Optional<Path> inTheWay = inTheWay(folder, files);
      if (inTheWay.isPresent()) {
        return Either.left(
            Complaint.usage(
                inTheWay.get() + " is there already, and nothing is overwritten",
                "name another folder: coral script init my-scripts"));
      }
      write(folder, files);
      files.keySet().stream()
          .filter(name -> !name.startsWith(TYPES_HERE))
          .forEach(name -> console.dataLine(folder.resolve(name).toString()));
      console.note("try it: coral run " + script(folder, files) + " --demo");
      return Either.right(ExitCode.OK.number());
    } catch (IOException e) {
      return Either.left(
          Complaint.usage("cannot write into " + folder, "name a folder that you may write to"));
    }
  }

  /** From the name in the new folder to the file of the distribution. */
  private Map<Path, Path> files() throws IOException {
    var files = new TreeMap<Path, Path>();
    if (surroundings.installation().isPresent()) {
      Path installation = surroundings.installation().get();
      for (Path file : filesIn(installation.resolve(STARTER))) {
        files.put(file.getFileName(), file);
      }
      for (Path file : filesIn(installation.resolve(TYPES))) {
        files.put(TYPES_HERE.resolve(file.getFileName()), file);
      }
    }
    return files;
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /**
   * A file of one of the names, or a file where a folder is to be; links count, wherever they lead.
   */
  private static Optional<Path> inTheWay(Path folder, Map<Path, Path> files) {
    if (exists(folder) && !Files.isDirectory(folder)) {
      return Optional.of(folder);
    }
    Path hidden = folder.resolve(TYPES_HERE.getName(0));
    if (exists(hidden) && !Files.isDirectory(hidden, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of(hidden);
    }
    return files.keySet().stream().map(folder::resolve).filter(StarterScript::exists).findFirst();
  }

  private static boolean exists(Path file) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static void write(Path folder, Map<Path, Path> files) throws IOException {
    Deque<Path> made = new ArrayDeque<>();
    try {
      for (Map.Entry<Path, Path> file : files.entrySet()) {
        Path target = folder.resolve(file.getKey());
        makeFolders(requireNonNull(target.getParent()), made);
        Files.copy(file.getValue(), target); // fails where one has come in the meantime
        made.push(target);
      }
    } catch (IOException e) {
      for (Path each : made) {
        Files.deleteIfExists(each);
      }
      throw e;
    }
  }

  private static void makeFolders(Path folder, Deque<Path> made) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    makeFolders(requireNonNull(folder.getParent()), made);
    Files.createDirectory(folder);
    made.push(folder);
  }

  private String script(Path folder, Map<Path, Path> files) {
    Path script =
        files.keySet().stream()
            .filter(name -> name.getNameCount() == 1 && name.toString().endsWith(".ts"))
            .findFirst()
            .map(folder::resolve)
            .orElse(folder);
    Path working = surroundings.workingFolder();
    return (script.startsWith(working) ? working.relativize(script) : script).toString();
  }
}
