import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A module of packages that hold nothing of use. At each start libraries ask what is there besides
 * them, by looking for classes that are not; and Java looks for what is nowhere in every jar. But
 * the classes of a package that belongs to a module it looks for in that module only.
 */
final class AbsentPackages {
  static final String MODULE = "coral.absent";

  private static final List<String> PACKAGES =
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

  private AbsentPackages() {}

  /** Compiles the module into a folder. */
  static void compile(Path scratch, Path folder) throws IOException {
    // The JDK that compiles has some of the packages.
    var arguments =
        new ArrayList<>(List.of("--limit-modules", "java.base", "-d", folder.toString()));
    var exports = new StringBuilder();
    for (String name : PACKAGES) {
      arguments.add(
          source(scratch.resolve(name), "Absent", "package " + name + "; class Absent {}"));
      // Java resolves modules unasked that export something.
      exports.append("exports ").append(name).append("; ");
    }
    String module = "module " + MODULE + " { " + exports + "}";
    arguments.add(source(scratch.resolve(MODULE), "module-info", module));
    Tools.run("javac", arguments);
  }

  private static String source(Path folder, String name, String text) throws IOException {
    Files.createDirectories(folder);
    return Files.writeString(folder.resolve(name + ".java"), text).toString();
  }
}
