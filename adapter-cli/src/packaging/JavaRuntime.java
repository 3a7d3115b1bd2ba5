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
          StartModule.NAME);

  private JavaRuntime() {}

  /**
   * @param sources a folder with what is compiled into the runtime
   */
  static void make(Work work, Path runtime, Path sources) throws IOException, InterruptedException {
    var arguments =
        List.of(
            "--add-modules",
            String.join(",", MODULES),
            "--strip-debug",
            "--no-header-files",
            "--no-man-pages",
            "--compress",
            "zip-6"); // most classes come from a cache
    work.make(
        runtime,
        System.getProperty("java.runtime.version") + " " + String.join(" ", arguments),
        (folder, scratch) -> link(arguments, sources, folder, scratch));
  }

  private static void link(List<String> arguments, Path sources, Path folder, Path scratch)
      throws IOException, InterruptedException {
    Path modules = scratch.resolve("modules");
    StartModule.compile(sources, scratch.resolve("sources"), modules);
    var all = new ArrayList<>(arguments);
    all.addAll(List.of("--module-path", modules.toString(), "--output", folder.toString()));
    Tools.run("jlink", all);
    archive(folder, scratch);
    withoutComments(folder.resolve("conf/security/java.security"));
  }

  /**
   * Makes the archive of the JDK's own classes, without which every start would parse them anew.
   * The caches take over what is in it.
   */
  private static void archive(Path runtime, Path scratch) throws IOException, InterruptedException {
    Path log = scratch.resolve("archive.log");
    Process java =
        new ProcessBuilder(runtime.resolve("bin/java").toString(), "-Xshare:dump")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (java.waitFor() != 0) {
      System.err.writeBytes(Files.readAllBytes(log));
      throw new IOException("the archive of Java's own classes could not be made");
    }
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
