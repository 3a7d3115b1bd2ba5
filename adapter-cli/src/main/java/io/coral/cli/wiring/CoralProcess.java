package io.coral.cli.wiring;

import io.coral.cli.command.CoralCommandLine;
import io.coral.cli.parts.Console;
import io.coral.cli.parts.Surroundings;
import io.coral.duckdb.DuckDbStores;
import io.coral.grpc.light.LightColonyClients;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Runs coral in this process. The launcher says where it lies and what stdout is. */
public final class CoralProcess {
  /** Set by the launcher: the folder of the distribution. */
  private static final String HOME = "coral.home";

  /** Set by the launcher if stdout is a terminal: its columns. */
  private static final String COLUMNS = "coral.terminal.columns";

  /** Read by the JDK when something is logged for the first time. */
  private static final String LOG_FORMAT = "java.util.logging.SimpleFormatter.format";

  /** When, how serious, and what, on one line; below it where an error came from. */
  private static final String LOG_LINE = "%1$tFT%1$tT.%1$tL%1$tz %4$s %5$s%6$s%n";

  /** Was never added; to remove it fails while the process is ending. */
  private static final Thread NO_HOOK = new Thread("none");

  /** Whether anything waits for the end of the process. */
  private static volatile boolean hasMoreToDo;

  private CoralProcess() {}

  /** Runs one command line, and returns the code to exit with. */
  public static int run(String... arguments) {
    if (System.getProperty(LOG_FORMAT) == null) {
      System.setProperty(LOG_FORMAT, LOG_LINE);
    }
    var surroundings = surroundings();
    var console =
        new Console(
            stream(FileDescriptor.out),
            new PrintStream(stream(FileDescriptor.err), false, StandardCharsets.UTF_8),
            terminalColumns(),
            surroundings.variable("NO_COLOR").isEmpty());
    var parts = new ProcessParts(surroundings);
    var line = List.of(arguments);
    prepare(parts, line);
    return new CoralCommandLine(parts, surroundings, console).run(line);
  }

  /** Begins with what takes time, while the command line is still read. */
  private static void prepare(ProcessParts parts, List<String> line) {
    String command = line.isEmpty() ? "" : line.getFirst();
    if (command.equals(CoralCommandLine.RUN)) {
      parts.scripts(); // gets its jail ready
    } else if (command.equals(CoralCommandLine.QUERY)) {
      if (CoralCommandLine.opensColony(line)) {
        DuckDbStores.prepare();
      } else {
        LightColonyClients.prepare();
      }
    }
  }

  static Surroundings surroundings() {
    return new Surroundings(
        System.getenv(),
        Path.of("").toAbsolutePath(),
        Optional.ofNullable(System.getProperty("user.home")).map(Path::of),
        Optional.ofNullable(System.getProperty(HOME)).map(Path::of),
        new FileInputStream(FileDescriptor.in),
        InstantSource.system(),
        CoralProcess::onEnd);
  }

  private static void onEnd(Supplier<OptionalInt> action) {
    hasMoreToDo = true;
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> endWith(action), "coral-end"));
    } catch (IllegalStateException e) {
      // It is ending already, as it would have a moment before.
    }
  }

  /** The JDK would exit with the signal's code whatever was done about it. */
  private static void endWith(Supplier<OptionalInt> action) {
    action.get().ifPresent(Runtime.getRuntime()::halt);
  }

  /**
   * Ends this process. At the end of most commands nothing is left to do, and then this does
   * nothing more: to exit in good order, the JDK looks for a logger first, which takes longer than
   * an answer.
   */
  public static void end(int code) {
    if (hasMoreToDo || isEnding()) {
      System.exit(code); // if a signal is ending it, that decides the code
    }
    Runtime.getRuntime().halt(code);
  }

  /** The JDK tells in no other way. */
  private static boolean isEnding() {
    try {
      Runtime.getRuntime().removeShutdownHook(NO_HOOK);
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  private static OutputStream stream(FileDescriptor descriptor) {
    return new BufferedOutputStream(new FileOutputStream(descriptor));
  }

  private static OptionalInt terminalColumns() {
    String columns = System.getProperty(COLUMNS);
    if (columns == null) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(Math.clamp(Long.parseLong(columns), 1, 1_000));
    } catch (NumberFormatException e) {
      return OptionalInt.of(0); // a terminal of unknown width
    }
  }
}
