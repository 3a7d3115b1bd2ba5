package io.coral.cli.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.cli.truth.CoralProcess.Colony;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command, script and program in the documentation works as it stands there. */
class DocumentedExamplesIT {
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  @TempDir static Path folder;
  private static Colony colony;

  @BeforeAll
  static void startColony() throws IOException {
    Files.write(folder.resolve("traces.jsonl"), ShopTelemetry.lines(Instant.now()));
    assertThat(CoralProcess.run(folder, "import", "--db", "shop.duckdb", "traces.jsonl").exitCode())
        .isZero();
    Path examples = Files.createDirectory(folder.resolve("examples"));
    for (Path script : list(PROJECT.resolve("examples"), "*.ts")) {
      Files.copy(script, examples.resolve(script.getFileName()));
    }
    colony = Colony.start(folder.resolve("shop.duckdb"));
  }

  @AfterAll
  static void stopColony() {
    colony.close();
  }

  static Stream<String> commands() {
    return blocks("sh").flatMap(String::lines).filter(line -> line.matches("(\\./)?coral .*"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void command_works(String line) throws IOException, InterruptedException {
    List<String> arguments = words(line);
    arguments.removeFirst();
    if (arguments.subList(0, 2).equals(List.of("colony", "start"))) {
      startsAndEnds(arguments);
      return;
    }
    if (List.of("status", "backup").contains(arguments.get(1))) {
      arguments.addAll(List.of("--admin", colony.admin()));
    }
    boolean choosesColony =
        arguments.contains("--demo")
            || arguments.contains("--db")
            || !List.of("query", "run").contains(arguments.getFirst());
    if (!choosesColony) {
      arguments.addAll(List.of("--colony", colony.address()));
    }

    if (arguments.contains("--watch")) {
      try (var watch = CoralProcess.start(folder, arguments.toArray(String[]::new))) {
        watch.awaitStderr("waiting for a change of ");
        assertThat(watch.stderr()).doesNotContain("coral:");
        watch.interrupt();
      }
      return;
    }

    var outcome = CoralProcess.run(folder, arguments.toArray(String[]::new));

    assertThat(outcome.exitCode()).as("%s%n%s", line, outcome.stderr()).isZero();
  }

  /** On free ports where the example names none, as tests must leave the usual ones alone. */
  private static void startsAndEnds(List<String> arguments)
      throws IOException, InterruptedException {
    for (String listen :
        List.of("--listen", "--otlp-grpc", "--otlp-http", "--admin", "--metrics")) {
      if (!arguments.contains(listen)) {
        arguments.addAll(List.of(listen, "127.0.0.1:0"));
      }
    }
    try (var start = CoralProcess.start(folder, arguments.toArray(String[]::new))) {
      start.awaitStdout("listening on ");
      assertThat(start.interrupt()).isZero();
    }
  }

  static Stream<String> exporterSettings() {
    return blocks("properties");
  }

  @ParameterizedTest
  @MethodSource("exporterSettings")
  void exporterSettings_work(String settings) throws IOException {
    var properties = new Properties();
    properties.load(new StringReader(settings));
    var given = new HashMap<String, String>();
    properties
        .stringPropertyNames()
        .forEach(
            name ->
                given.put(
                    name.toLowerCase(Locale.ROOT).replace('_', '.'),
                    properties
                        .getProperty(name)
                        .replace("http://127.0.0.1:4317", "http://" + colony.otlpGrpc())
                        .replace("http://127.0.0.1:4318", colony.otlpHttp())));
    String service = "documented-" + given.get("otel.exporter.otlp.protocol").substring(0, 4);
    given.put("otel.service.name", service);

    try (var sdk =
        AutoConfiguredOpenTelemetrySdk.builder()
            .addPropertiesSupplier(() -> given)
            .build()
            .getOpenTelemetrySdk()) {
      sdk.getTracer("test").spanBuilder("GET /").setSpanKind(SpanKind.SERVER).startSpan().end();
      assertThat(sdk.getSdkTracerProvider().forceFlush().join(60, TimeUnit.SECONDS).isSuccess())
          .isTrue();
    }

    assertThat(CoralProcess.run(folder, "query", "services", "--colony", colony.address()).stdout())
        .contains(service);
  }

  static Stream<String> scripts() {
    return blocks("ts");
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void script_works(String code) throws IOException {
    Files.writeString(folder.resolve("documented.ts"), code);

    var outcome = CoralProcess.run(folder, "run", "documented.ts", "--colony", colony.address());

    assertThat(outcome.exitCode()).as(outcome.stderr()).isZero();
    assertThat(outcome.stdout()).isNotEmpty();
  }

  @Test
  void libraryExample_compilesAndRuns() throws IOException, InterruptedException {
    String source = blocks("java").findFirst().orElseThrow();
    Path file = folder.resolve("SlowServices.java");
    Files.writeString(file, source);
    String classPath = System.getProperty("java.class.path");
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", folder.toString(), "-cp", classPath, file.toString()))
        .isZero();

    Path output = folder.resolve("library.out");
    int code =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                folder + ":" + classPath,
                "SlowServices",
                folder.resolve("traces.jsonl").toString())
            .redirectOutput(output.toFile())
            .redirectError(folder.resolve("library.err").toFile())
            .start()
            .waitFor();

    assertThat(code).as(Files.readString(folder.resolve("library.err"))).isZero();
    assertThat(Files.readString(output))
        .startsWith("600 spans imported\ninventory: ")
        .containsPattern("(?s)payments: 1\\.\\d+s\ninventory: .*payments: 1\\.\\d+s\n");
  }

  /** The fenced blocks of a language, in all documents. */
  private static Stream<String> blocks(String language) {
    var fence =
        Pattern.compile("^```" + language + "\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    return Stream.concat(
            Stream.of(PROJECT.resolve("README.md")), list(PROJECT.resolve("docs"), "*.md").stream())
        .flatMap(document -> fence.matcher(read(document)).results())
        .map(match -> match.group(1));
  }

  private static List<Path> list(Path directory, String pattern) {
    try (var found = Files.newDirectoryStream(directory, pattern)) {
      var paths = new ArrayList<Path>();
      found.forEach(paths::add);
      paths.sort(null);
      return paths;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path document) {
    try {
      return Files.readString(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Words as a shell would see them; the documents quote with double quotes only. */
  private static List<String> words(String line) {
    var words = new ArrayList<String>();
    Matcher matcher = WORD.matcher(line.replaceFirst("\\s+#.*$", ""));
    while (matcher.find()) {
      words.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
    }
    return words;
  }
}
