package io.coral.cli.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.cli.truth.CoralProcess.Colony;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The recorded hour, sent by OpenTelemetry's SDK for Python, gives the answers that the imported
 * file gives.
 */
@Tag("peer")
class PythonSdkIT {
  private static final String SPANS = "spans=98306\n";
  private static final String METRICS = "metric requests=61\n";
  private static final List<String> THE_HOUR =
      List.of("--from", "2023-01-29T09:00:00Z", "--to", "2023-01-29T10:02:00Z");

  @TempDir private static Path folder;
  private static Map<String, String> imported;

  @BeforeAll
  static void importFiles() {
    var outcome =
        CoralProcess.run(
            folder,
            "import",
            "--db",
            "imported.duckdb",
            recorded("traces.otlp.jsonl.gz"),
            recorded("metrics.otlp.jsonl.gz"));
    assertThat(outcome.exitCode()).as(outcome.stderr()).isZero();
    imported = answers("--db", "imported.duckdb");
  }

  @Test
  void export_overGrpc_answersAsTheImportedFileDoes() throws URISyntaxException {
    try (var colony = Colony.start(folder.resolve("grpc.duckdb"))) {
      assertThat(replay("grpc", "http://" + colony.otlpGrpc())).isEqualTo(SPANS + METRICS);

      assertThat(answers("--colony", colony.address())).isEqualTo(imported);
    }
  }

  @Test
  void export_overHttp_answersAsTheImportedFileDoes() throws URISyntaxException {
    try (var colony = Colony.start(folder.resolve("http.duckdb"))) {
      assertThat(replay("http", colony.otlpHttp())).isEqualTo(SPANS + METRICS);

      assertThat(answers("--colony", colony.address())).isEqualTo(imported);
    }
  }

  private static String replay(String protocol, String endpoint) throws URISyntaxException {
    Path script = Path.of(PythonSdkIT.class.getResource("replay.py").toURI());
    return PeerTool.PYTHON.run(
        script.toString(),
        protocol,
        endpoint,
        recorded("traces.otlp.jsonl.gz"),
        recorded("metrics.otlp.jsonl.gz"));
  }

  private static String recorded(String name) {
    return Recording.file(name).toAbsolutePath().toString();
  }

  /** What the command says, by question. */
  private static Map<String, String> answers(String... colony) {
    var answers = new TreeMap<String, String>();
    for (List<String> question :
        List.of(
            List.of("services"),
            List.of("services", "--all"),
            List.of("metrics", "--percentile", "50"),
            List.of("metrics", "--percentile", "95"),
            List.of("metrics", "--percentile", "99"),
            List.of("metrics", "--percentile", "99", "--step", "5m"),
            List.of("metrics", "--metric", "container.cpu.usage", "--percentile", "90"),
            List.of("traces", "--slow", "--threshold", "500ms", "--limit", "20"),
            List.of("traces", "--errors", "--limit", "20"),
            List.of("sql", "FROM service_summary ORDER BY ALL"),
            List.of(
                "sql",
                "SELECT timestamp, service_name, instance, round(cpu_percent, 6),"
                    + " round(memory_percent, 6), sample_count"
                    + " FROM system_metrics_rollup ORDER BY ALL"))) {
      answers.put(String.join(" ", question), answer(question, colony));
    }
    return answers;
  }

  private static String answer(List<String> question, String... colony) {
    var arguments = new ArrayList<>(List.of("query"));
    arguments.addAll(question);
    arguments.addAll(List.of(colony));
    if (!question.getFirst().equals("services")) {
      arguments.addAll(THE_HOUR);
    }
    arguments.addAll(List.of("-o", "json"));
    var outcome = CoralProcess.run(folder, arguments.toArray(String[]::new));
    assertThat(outcome.exitCode()).as(outcome.stderr()).isZero();
    assertThat(outcome.stdout()).contains("ts-");
    return outcome.stdout();
  }
}
