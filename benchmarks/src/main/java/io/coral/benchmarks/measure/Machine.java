package io.coral.benchmarks.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the numbers were measured on. */
public final class Machine {
  private Machine() {}

  /** Processor, system, versions, and how busy it is: figures of a busy machine say little. */
  public static String describe(Project project) throws IOException, InterruptedException {
    return "- %d × %s, %s %s\n- load before: %s\n- Java %s, %s, %s\n"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            firstOf("/proc/cpuinfo", "model name"),
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            firstOf("/proc/loadavg", ""),
            Runtime.version(),
            duckDb(project.dist().resolve("lib")),
            deno(project.dist().resolve("deno/deno")));
  }

  private static String firstOf(String file, String key) throws IOException {
    if (!Files.exists(Path.of(file))) {
      return "unknown";
    }
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    }
  }

  private static String duckDb(Path lib) throws IOException {
    try (Stream<Path> jars = Files.list(lib)) {
      return jars.map(jar -> jar.getFileName().toString())
          .filter(jar -> jar.startsWith("duckdb_jdbc"))
          .findFirst()
          .orElse("unknown");
    }
  }

  private static String deno(Path binary) throws IOException, InterruptedException {
    var process = new ProcessBuilder(binary.toString(), "--version").start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return printed.lines().findFirst().orElse("unknown");
  }
}
