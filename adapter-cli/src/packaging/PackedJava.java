import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Programs of the distribution, started by its own Java. */
final class PackedJava {
  private final Path dist;

  PackedJava(Path dist) {
    this.dist = dist;
  }

  Path lib() {
    return dist.resolve("lib");
  }

  /**
   * A program to start.
   *
   * @param folder where it works
   * @param options of Java, beside those that every start has
   * @param main a class of the command's own
   */
  ProcessBuilder program(
      Path folder, String classPath, List<String> options, String main, List<String> arguments) {
    var command = new ArrayList<String>();
    command.add(dist.resolve("runtime/bin/java").toString());
    command.add("@" + lib().resolve("java.options"));
    command.addAll(options);
    command.addAll(
        List.of(
            "-Djava.library.path=" + lib(),
            "-Djffi.boot.library.path=" + lib(),
            "-Dcoral.home=" + dist,
            "-cp",
            classPath));
    command.add("io.coral.cli.wiring." + main);
    command.addAll(arguments);
    return new ProcessBuilder(command).directory(folder.toFile());
  }
}
