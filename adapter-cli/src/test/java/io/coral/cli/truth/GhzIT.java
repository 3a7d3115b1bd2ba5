package io.coral.cli.truth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coral.cli.truth.CoralProcess.Colony;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Calls by the thousand, as ghz makes them: each succeeds, and what was acknowledged is counted.
 */
@Tag("peer")
class GhzIT {
  private static final int CALLS = 5_000;

  private static final String SAMPLED_SERVICE =
      new NumberedRequest(0).cell(Instant.EPOCH).service();

  @TempDir private Path folder;

  @Test
  void questionsAndExports_byTheThousand_allSucceed_andAreCounted() throws IOException {
    Path request = folder.resolve("request.bin");
    Instant minute = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    Files.write(request, new NumberedRequest(0).toOtlp(minute).toByteArray());
    try (var colony = Colony.start(folder.resolve("colony.duckdb"))) {
      JsonNode exports =
          load(
              colony.otlpGrpc(),
              "opentelemetry.proto.collector.trace.v1.TraceService.Export",
              "--binary-file",
              request.toString());
      JsonNode questions =
          load(
              colony.address(),
              "coral.colony.v1.QueryService.GetErrorRate",
              "--data",
              "{\"service\":\"" + SAMPLED_SERVICE + "\",\"time_range_ms\":3600000}");

      assertAllSucceeded(exports);
      assertAllSucceeded(questions);
      var counted =
          CoralProcess.run(
              folder,
              "query",
              "sql",
              "SELECT sum(request_count)::BIGINT AS n FROM service_summary",
              "--window",
              "1d",
              "--colony",
              colony.address(),
              "-o",
              "csv");
      assertThat(counted.stdout().lines())
          .as(counted.stderr())
          .containsExactly("n", Integer.toString(CALLS * NumberedRequest.SPANS));
    }
  }

  private JsonNode load(String address, String method, String... data) throws IOException {
    Path described = folder.resolve(method + ".protoset");
    // By itself it asks for an older reflection, which the colony does not have.
    PeerTool.GRPCURL.run(
        "-plaintext", "-protoset-out", described.toString(), address, "describe", method);
    var arguments =
        new ArrayList<>(
            List.of("--insecure", "--call", method, "--total", Integer.toString(CALLS)));
    arguments.addAll(List.of("--protoset", described.toString()));
    arguments.addAll(List.of("--concurrency", "50", "--format", "json"));
    arguments.addAll(List.of(data));
    arguments.add(address);
    JsonNode report =
        new ObjectMapper().readTree(PeerTool.GHZ.run(arguments.toArray(String[]::new)));
    System.getLogger("peers")
        .log(
            System.Logger.Level.INFO,
            "{0}: {1} calls, {2} a second, mean {3} ns",
            method,
            report.get("count"),
            report.get("rps"),
            report.get("average"));
    return report;
  }

  private static void assertAllSucceeded(JsonNode report) {
    assertThat(report.get("count").asInt()).isEqualTo(CALLS);
    assertThat(report.get("statusCodeDistribution"))
        .isEqualTo(new ObjectMapper().createObjectNode().put("OK", CALLS));
  }
}
