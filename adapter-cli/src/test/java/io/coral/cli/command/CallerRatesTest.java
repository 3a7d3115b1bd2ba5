package io.coral.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What one caller may take, where whoever runs the colony says how much. */
@Timeout(120)
class CallerRatesTest {
  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();

  private String token(String name, String scopes) {
    return new Coral(folder)
        .run("colony", "token", name, "--scope", scopes, "--tokens", "t")
        .out()
        .strip();
  }

  private Coral.Outcome ask(RunningColony colony, String token) throws InterruptedException {
    return new Coral(folder)
        .withVariable("CORAL_TOKEN", token)
        .run("query", "services", "--colony", colony.address());
  }

  @Test
  void caller_whoAsksTooOften_isToldSo_andOthersAreAnswered() throws Exception {
    String greedy = token("greedy", "query");
    String other = token("other", "query");
    try (var colony =
        RunningColony.start(folder, "--tokens", "t", "--caller-calls-per-second", "1")) {
      Coral.Outcome last;
      do {
        last = ask(colony, greedy);
      } while (last.code() == 0);

      assertThat(last.code()).isEqualTo(6);
      assertThat(last.err()).contains("greedy may make 1 calls a second", "hint: ");
      assertThat(ask(colony, other).code()).isZero();
    }
  }

  private HttpResponse<String> send(RunningColony colony, String token) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(colony.otlpHttp() + "/v1/traces"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{}"))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  @Test
  void sender_whoSendsTooOften_isToldSo_andIsAnsweredAsBefore() throws Exception {
    String both = token("both", "ingest,query");
    try (var colony =
        RunningColony.start(folder, "--tokens", "t", "--sender-calls-per-second", "1")) {
      HttpResponse<String> last;
      do {
        last = send(colony, both);
      } while (last.statusCode() == 200);

      assertThat(last.statusCode()).isEqualTo(429);
      assertThat(last.body()).contains("both may make 1 calls a second");
      for (int i = 0; i < 5; i++) {
        assertThat(ask(colony, both).code()).isZero();
      }
    }
  }
}
