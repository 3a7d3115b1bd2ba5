package io.coral.cli.wiring;

import io.coral.cli.Coral;
import io.coral.ports.ColonyStore;
import io.coral.ports.ColonyStores.Access;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs the usual command lines of one kind, one after the other, so that the JVM can note which
 * classes their start needs. Its arguments are the kind, and the options that name a colony.
 */
final class Rehearsal {
  /** A script of the distribution that imports the SDK. */
  private static final String STARTER = "sdk/starter/slow-services.ts";

  private static final List<List<String>> QUESTIONS =
      List.of(
          List.of("query", "services"),
          List.of("query", "services", "-o", "json"),
          List.of("query", "metrics"),
          List.of("query", "metrics", "ts-order-service"),
          List.of("query", "metrics", "ts-order-service", "--percentile", "99"),
          List.of("query", "metrics", "ts-order-service", "--error-rate", "-o", "csv"),
          List.of("query", "traces", "ts-order-service", "--slow"));

  private static final List<String> SQL =
      List.of("query", "sql", "SELECT service_name FROM service_summary LIMIT 3");

  private static final List<List<String>> SCRIPTS =
      List.of(
          List.of("run", "-e", "console.log((await coral.services.list()).length)"),
          List.of("run", Path.of(System.getProperty("coral.home"), STARTER).toString()));

  private static final String DATABASE = "rehearsal.duckdb";

  /** Ends when it is told to, and the rehearsal with it. */
  private static final List<String> SERVING =
      List.of(
          "colony",
          "start",
          "--db=" + DATABASE,
          "--listen=127.0.0.1:0",
          "--otlp-grpc=127.0.0.1:0",
          "--otlp-http=127.0.0.1:0",
          "--admin=127.0.0.1:0",
          "--metrics=127.0.0.1:0");

  private Rehearsal() {}

  public static void main(String[] arguments) throws ClassNotFoundException {
    Class.forName(Coral.class.getName()); // where every start begins
    List<String> colony = List.of(arguments).subList(1, arguments.length);
    String kind = arguments[0];
    for (List<String> line : lines(kind)) {
      perform(Stream.concat(line.stream(), colony.stream()).toList());
    }
    if (kind.equals("store")) {
      askFile();
    } else if (kind.equals("colony")) {
      perform(SERVING);
    }
    System.exit(0);
  }

  /** To open a file takes other ways than to open a sample. */
  private static void askFile() {
    new ProcessParts(CoralProcess.surroundings())
        .stores()
        .open(Path.of(DATABASE), Access.READ_WRITE)
        .peek(ColonyStore::close);
    perform(List.of("query", "services", "--db", DATABASE));
    perform(Stream.concat(SQL.stream(), Stream.of("--db", DATABASE)).toList());
  }

  private static List<List<String>> lines(String kind) {
    return switch (kind) {
      case "help" -> List.of(List.of("--version"), List.of("--help"));
      case "query" -> QUESTIONS;
      case "run" -> SCRIPTS;
      case "sql" -> List.of(SQL);
      case "store" -> with(SQL, QUESTIONS);
      case "colony" -> SCRIPTS;
      default -> throw new IllegalArgumentException("there is no kind " + kind);
    };
  }

  private static List<List<String>> with(List<String> line, List<List<String>> lines) {
    return Stream.concat(Stream.of(line), lines.stream()).toList();
  }

  private static void perform(List<String> commandLine) {
    int code = CoralProcess.run(commandLine.toArray(String[]::new));
    if (code != 0) {
      System.err.println(code + " was the end of coral " + String.join(" ", commandLine));
      System.exit(1);
    }
  }
}
