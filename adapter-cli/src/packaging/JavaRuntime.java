import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Java of just the modules that are used, so that none has to be installed. */
final class JavaRuntime {
  private static final List<String> MODULES =
      List.of(
          "java.base",
          "java.sql", // DuckDB, jOOQ
          "java.logging", // Guice, gRPC, Netty
          "java.management", // the numbers of the JVM for Prometheus
          "java.naming", // gRPC's resolvers
          "java.xml", // jOOQ
          "jdk.crypto.ec", // TLS
          "jdk.management", // the numbers of the process for Prometheus
          "jdk.net", // the HTTP server of OTLP
          "jdk.unsupported", // Guice, Netty, protobuf
          AbsentPackages.MODULE);

  private JavaRuntime() {}

  static void make(Work work, Path runtime) throws IOException, InterruptedException {
    var arguments =
        List.of(
            "--add-modules",
            String.join(",", MODULES),
            "--strip-debug",
            "--no-header-files",
            "--no-man-pages",
            "--compress",
            "zip-6", // most classes come from a cache
            "--generate-cds-archive"); // without it every start parses the JDK's own classes anew
    work.make(
        runtime,
        System.getProperty("java.runtime.version") + " " + String.join(" ", arguments),
        (folder, scratch) -> link(arguments, folder, scratch));
  }

  private static void link(List<String> arguments, Path folder, Path scratch) throws IOException {
    Path modules = scratch.resolve("modules");
    AbsentPackages.compile(scratch.resolve("sources"), modules);
    var all = new ArrayList<>(arguments);
    all.addAll(List.of("--module-path", modules.toString(), "--output", folder.toString()));
    Tools.run("jlink", all);
    // For heaps beyond 32 GB only.
    Files.deleteIfExists(folder.resolve("lib/server/classes_nocoops.jsa"));
    withoutComments(folder.resolve("conf/security/java.security"));
  }

  /** It is read at each start that looks up an address, and is nine tenths explanations. */
  private static void withoutComments(Path properties) throws IOException {
    List<String> lines =
        Files.readAllLines(properties).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .toList();
    Files.write(properties, lines);
  }
}
