package io.coral.cli.truth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.coral.cli.truth.CoralProcess.Colony;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What telemetrygen sends, counted as it sent it. */
@Tag("peer")
class TelemetrygenIT {
  private static final int WORKERS = 2;
  private static final int EACH = 250;

  /** Of each trace, beside its root of kind CLIENT. */
  private static final int SERVER_SPANS = 3;

  /** How it sends. */
  enum Way {
    GRPC {
      @Override
      List<String> options(Colony colony) {
        return List.of("--otlp-endpoint", colony.otlpGrpc());
      }
    },
    HTTP {
      @Override
      List<String> options(Colony colony) {
        return List.of(
            "--otlp-endpoint", colony.otlpHttp().substring("http://".length()), "--otlp-http");
      }
    };

    abstract List<String> options(Colony colony);

    String service() {
      return "telemetrygen-" + name();
    }
  }

  @TempDir private static Path folder;
  private static Colony colony;
  private static Surfaces surfaces;

  @BeforeAll
  static void startColony() {
    colony = Colony.start(folder.resolve("colony.duckdb"));
    surfaces = new Surfaces(folder, colony);
  }

  @AfterAll
  static void stopColony() {
    colony.close();
  }

  private static void generate(Way way, String... options) {
    var arguments = new ArrayList<>(List.of(options));
    arguments.addAll(way.options(colony));
    arguments.addAll(List.of("--otlp-insecure", "--rate", "0", "--service", way.service()));
    PeerTool.TELEMETRYGEN.run(arguments.toArray(String[]::new));
  }

  @ParameterizedTest
  @EnumSource
  void traces_areCounted(Way way) {
    generate(
        way,
        "traces",
        "--workers",
        "" + WORKERS,
        "--traces",
        "" + EACH,
        "--child-spans",
        "" + SERVER_SPANS);

    JsonNode rows =
        surfaces.json(
            "query",
            "sql",
            "SELECT count(*) AS traces, sum(span_count)::BIGINT AS spans FROM trace_summary"
                + " WHERE service_name = '"
                + way.service()
                + "'",
            "--colony",
            colony.address(),
            "-o",
            "json");
    JsonNode requests =
        surfaces.json(
            "query",
            "metrics",
            way.service(),
            "--error-rate",
            "--colony",
            colony.address(),
            "-o",
            "json");

    int traces = WORKERS * EACH;
    assertThat(rows.at("/rows/0/traces").asInt()).isEqualTo(traces);
    assertThat(rows.at("/rows/0/spans").asInt()).isEqualTo(traces * (1 + SERVER_SPANS));
    assertThat(requests.at("/request_count").asInt()).isEqualTo(traces * SERVER_SPANS);
  }

  /** Of exponential histograms each point has another number of samples, by chance. */
  @ParameterizedTest
  @CsvSource({
    "GRPC, Gauge,                1,  1",
    "HTTP, Gauge,                1,  1",
    "GRPC, Histogram,            10, 10",
    "HTTP, Histogram,            10, 10",
    "GRPC, ExponentialHistogram, 10, 30",
    "HTTP, ExponentialHistogram, 10, 30",
  })
  void metrics_areCounted(Way way, String type, int fewestSamples, int mostSamples)
      throws Exception {
    long before = pointsAccepted();

    generate(
        way,
        "metrics",
        "--metrics",
        "" + EACH,
        "--metric-type",
        type,
        "--aggregation-temporality",
        "delta",
        "--otlp-metric-name",
        "generated." + type);

    JsonNode percentile =
        surfaces.json(
            "query",
            "metrics",
            way.service(),
            "--metric",
            "generated." + type,
            "--percentile",
            "50",
            "--colony",
            colony.address(),
            "-o",
            "json");
    assertThat(pointsAccepted() - before).isEqualTo(EACH);
    assertThat(percentile.at("/sample_count").asInt())
        .isBetween(EACH * fewestSamples, EACH * mostSamples);
  }

  private static long pointsAccepted() throws IOException, InterruptedException {
    return new ShownNumbers(colony.metrics())
        .value("coral_ingest_items_accepted_total{signal=\"metrics\"}");
  }
}
