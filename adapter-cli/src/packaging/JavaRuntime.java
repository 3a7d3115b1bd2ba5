import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

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
          "jdk.unsupported"); // Guice, Netty, protobuf

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
        (folder, scratch) -> link(arguments, folder));
  }

  private static void link(List<String> arguments, Path folder) throws IOException {
    ToolProvider jlink =
        ToolProvider.findFirst("jlink").orElseThrow(() -> new IOException("this JDK has no jlink"));
    var all = new ArrayList<>(arguments);
    all.addAll(List.of("--output", folder.toString()));
    int code = jlink.run(System.err, System.err, all.toArray(String[]::new));
    if (code != 0) {
      throw new IOException("jlink ended with " + code);
    }
    // For heaps beyond 32 GB only.
    Files.deleteIfExists(folder.resolve("lib/server/classes_nocoops.jsa"));
  }
}
