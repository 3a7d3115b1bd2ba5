package io.coral.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A colony's own numbers, as one collects them. */
class MetricsCommandTest {
  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();

  private HttpResponse<String> get(String address, String... headers)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(address));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void start_showsWhatWasAsked() throws Exception {
    try (var colony = RunningColony.start(folder)) {
      var asked = new Coral(folder).run("query", "services", "--colony", colony.address());
      assertThat(asked.code()).as(asked.err()).isZero();

      assertThat(get(colony.metrics()).body().lines())
          .contains(
              "coral_calls_total{code=\"OK\","
                  + "method=\"coral.colony.v1.QueryService/ListServices\",port=\"query\"} 1.0")
          .anyMatch(line -> line.startsWith("coral_store_disk_bytes "))
          .anyMatch(line -> line.startsWith("coral_store_memory_bytes "))
          .anyMatch(line -> line.startsWith("coral_store_memory_budget_bytes "))
          .anyMatch(line -> line.startsWith("process_start_time_seconds "));
    }
  }

  @Test
  void start_withTokens_showsNumbersToAdministratorsOnly() throws Exception {
    var coral = new Coral(folder);
    String admin =
        coral
            .run("colony", "token", "prometheus", "--scope", "admin", "--tokens", "tokens.txt")
            .out()
            .strip();
    try (var colony = RunningColony.start(folder, "--tokens", "tokens.txt")) {
      assertThat(get(colony.metrics()).statusCode()).isEqualTo(401);
      assertThat(get(colony.metrics(), "Authorization", "Bearer " + admin).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void start_metricsBeyondThisMachine_isRefused() {
    var outcome =
        new Coral(folder).run("colony", "start", "--db", "c.duckdb", "--metrics", "0.0.0.0:0");

    assertThat(outcome.code()).isEqualTo(3);
    assertThat(outcome.err()).contains("does not listen on 0.0.0.0:0");
    assertThat(folder.resolve("c.duckdb")).doesNotExist();
  }
}
