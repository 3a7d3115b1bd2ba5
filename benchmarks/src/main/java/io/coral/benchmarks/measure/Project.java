package io.coral.benchmarks.measure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The checkout that is measured.
 *
 * @param root its folder
 */
public record Project(Path root) {
  /**
   * Without the one that tells of packages that the distribution lacks: the libraries here may have
   * them.
   */
  private static final String MODULES =
      "java.management,java.naming,java.sql,jdk.management,jdk.net,jdk.unsupported";

  /** A command line of {@code coral}, as it was packed. */
  public List<String> coral(String... arguments) {
    var command = new ArrayList<String>();
    command.add(dist().resolve("bin/coral").toString());
    command.addAll(List.of(arguments));
    return command;
  }

  /** A Java program of this module, on the runtime and with the options that coral starts with. */
  public List<String> java(Class<?> main) {
    return List.of(
        dist().resolve("runtime/bin/java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:CompileThresholdScaling=8",
        "-XX:-UsePerfData",
        "-XX:+UnlockDiagnosticVMOptions",
        "-XX:-AOTReplayTraining",
        "-cp",
        root.resolve("benchmarks/target/benchmarks.jar").toString(), // no cache takes a folder
        main.getName());
  }

  /** A program of this module that uses the library, on the same runtime. */
  public List<String> library(Class<?> main, String... arguments) {
    var command = new ArrayList<String>();
    command.addAll(
        List.of(
            dist().resolve("runtime/bin/java").toString(),
            "-Xmx256m",
            "--limit-modules",
            MODULES,
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "-cp",
            root.resolve("benchmarks/target/classes")
                + ":"
                + root.resolve("benchmarks/target/lib/*"),
            main.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  public String example(String name) {
    return root.resolve("examples").resolve(name).toString();
  }

  /** Files of real telemetry. */
  public String[] sample() {
    return new String[] {
      example("train-ticket/traces.otlp.jsonl.gz"), example("train-ticket/metrics.otlp.jsonl.gz")
    };
  }

  public Path dist() {
    return root.resolve("adapter-cli/target/dist");
  }
}
