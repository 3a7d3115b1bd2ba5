package io.coral.cli.wiring;

import java.util.List;
import java.util.stream.Stream;

/**
 * Runs the usual command lines one after the other, so that the JVM can note which classes a start
 * needs. Its arguments name the colony, as options do.
 */
final class Rehearsal {
  private static final List<List<String>> QUESTIONS =
      List.of(
          List.of("query", "services"),
          List.of("query", "services", "-o", "json"),
          List.of("query", "metrics"),
          List.of("query", "metrics", "ts-order-service"),
          List.of("query", "metrics", "ts-order-service", "--percentile", "99"),
          List.of("query", "metrics", "ts-order-service", "--error-rate", "-o", "csv"),
          List.of("query", "traces", "ts-order-service", "--slow"),
          List.of("query", "sql", "SELECT service_name FROM service_summary LIMIT 3"),
          List.of("run", "-e", "console.log((await coral.services.list()).length)"));

  private Rehearsal() {}

  public static void main(String[] colony) {
    perform(List.of("--version"));
    perform(List.of("--help"));
    for (List<String> question : QUESTIONS) {
      perform(Stream.concat(question.stream(), Stream.of(colony)).toList());
    }
    System.exit(0);
  }

  private static void perform(List<String> commandLine) {
    int code = CoralProcess.run(commandLine.toArray(String[]::new));
    if (code != 0) {
      System.err.println(code + " was the end of coral " + String.join(" ", commandLine));
      System.exit(1);
    }
  }
}
