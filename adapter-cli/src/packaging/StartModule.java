import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A module of the linked runtime that answers at once what each start asks for, and what Java would
 * look for in every jar.
 *
 * <p>Libraries ask what is there besides them, by looking for classes that are not. The classes of
 * a package that belongs to a module Java looks for in that module only: so it has packages that
 * hold nothing of use. And it gives Java its loggers.
 */
final class StartModule {
  static final String NAME = "coral.start";

  private static final List<String> ABSENT =
      List.of(
          "io.grpc.census", // gRPC
          "io.grpc.override", // gRPC
          "io.netty.channel.epoll", // gRPC
          "io.perfmark.impl", // gRPC
          "jdk.jfr", // DuckDB, and not among the modules of this runtime
          "libcore.io", // protobuf
          "org.apache.log4j", // Netty
          "org.apache.logging.log4j.spi", // Netty
          "org.robolectric", // protobuf
          "org.slf4j"); // jOOQ, Netty

  private static final String LOGGERS =
      "provides System.LoggerFinder with io.coral.start.Loggers, io.coral.start.NoMoreLoggers;";

  private StartModule() {}

  /**
   * Compiles the module into a folder.
   *
   * @param sources of its classes
   */
  static void compile(Path sources, Path scratch, Path folder) throws IOException {
    // The JDK that compiles has some of the packages.
    var arguments =
        new ArrayList<>(List.of("--limit-modules", "java.base", "-d", folder.toString()));
    var exports = new StringBuilder();
    for (String name : ABSENT) {
      arguments.add(
          source(scratch.resolve(name), "Absent", "package " + name + "; class Absent {}"));
      // Java resolves modules unasked that export something.
      exports.append("exports ").append(name).append("; ");
    }
    try (Stream<Path> classes = Files.list(sources)) {
      classes.map(Path::toString).sorted().forEach(arguments::add);
    }
    String module = "module " + NAME + " { " + exports + LOGGERS + " }";
    arguments.add(source(scratch.resolve(NAME), "module-info", module));
    Tools.run("javac", arguments);
  }

  private static String source(Path folder, String name, String text) throws IOException {
    Files.createDirectories(folder);
    return Files.writeString(folder.resolve(name + ".java"), text).toString();
  }
}
