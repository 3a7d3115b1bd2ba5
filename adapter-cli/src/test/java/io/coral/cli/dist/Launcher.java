package io.coral.cli.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Starts the launcher, with no environment but what is given. */
final class Launcher {
  private static final long GENEROUS_SECONDS = 120;

  private final Path program;
  private final Path workingFolder;
  private final Map<String, String> environment = new HashMap<>();

  /** How a process ended, and what it wrote. */
  record Ended(int code, String stdout, String stderr) {}

  /** A process, and the files that it writes to. */
  record Started(Process process, Path stdout, Path stderr) {
    Ended end() throws IOException, InterruptedException {
      if (!process.waitFor(GENEROUS_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("still running");
      }
      return new Ended(process.exitValue(), Files.readString(stdout), Files.readString(stderr));
    }
  }

  /**
   * @param program the launcher or a link to it
   * @param workingFolder where it is started, and what it writes is kept
   */
  Launcher(Path program, Path workingFolder) {
    this.program = program;
    this.workingFolder = workingFolder;
  }

  Launcher with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Ended run(String... arguments) throws IOException, InterruptedException {
    return start(arguments).end();
  }

  Started start(String... arguments) throws IOException {
    Path stdout = Files.createTempFile(workingFolder, "stdout", ".txt");
    Path stderr = Files.createTempFile(workingFolder, "stderr", ".txt");
    var command = new ArrayList<String>();
    command.add(program.toString());
    command.addAll(List.of(arguments));
    var builder =
        new ProcessBuilder(command)
            .directory(workingFolder.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(stdout.toFile())
            .redirectError(stderr.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return new Started(builder.start(), stdout, stderr);
  }
}
