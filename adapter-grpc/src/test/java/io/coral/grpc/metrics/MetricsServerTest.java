package io.coral.grpc.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.access.Scope;
import io.coral.domain.access.Token;
import io.coral.grpc.access.Credentials;
import io.coral.ports.Admission;
import io.coral.ports.ColonyEvent;
import io.coral.ports.ColonyMetrics.MetricsServer;
import io.coral.ports.Denial;
import io.coral.ports.Door;
import io.coral.ports.Entrance;
import io.coral.ports.ItemsEnd;
import io.coral.ports.TelemetrySignal;
import io.coral.ports.contract.InMemoryColony;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsServerTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-01T12:00:30Z"));
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  @TempDir private Path folder;
  private final PrometheusMetrics metrics = new PrometheusMetrics(CLOCK);
  private final InMemoryColony colony = new InMemoryColony(CLOCK);
  private final HttpClient client = HttpClient.newHttpClient();
  private MetricsServer server;

  @AfterEach
  void end() {
    server.close();
  }

  private void serve(Admission admission) {
    server = metrics.start(colony, new Door(ANY_PORT, admission)).get();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
        URI.create("http://127.0.0.1:" + server.address().getPort() + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private String page() throws IOException, InterruptedException {
    return send(request("/metrics")).body();
  }

  @Test
  void get_withoutPreference_isPrometheusText() throws Exception {
    serve(new Admission.Everybody());

    var reply = send(request("/metrics"));

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.headers().firstValue("content-type").orElseThrow())
        .startsWith("text/plain; version=0.0.4");
    assertThat(reply.body())
        .contains("# TYPE coral_calls_denied_total counter")
        .contains("coral_store_rows 0.0")
        .doesNotContain("coral_store_memory") // which this store does not tell
        .contains("coral_store_reader_places 1.0")
        .contains("jvm_memory_used_bytes{area=\"heap\"}")
        .contains("jvm_threads_current ")
        .doesNotContain("# EOF");
  }

  @Test
  void get_askingForOpenMetrics_isOpenMetrics() throws Exception {
    serve(new Admission.Everybody());

    var reply =
        send(
            request("/metrics")
                .header("Accept", "application/openmetrics-text;version=1.0.0,text/plain;q=0.5"));

    assertThat(reply.headers().firstValue("content-type").orElseThrow())
        .startsWith("application/openmetrics-text; version=1.0.0");
    assertThat(reply.body()).contains("# TYPE coral_calls_denied counter\n").endsWith("# EOF\n");
  }

  @Test
  void heard_eachKindOfEvent_isShown() throws Exception {
    serve(new Admission.Everybody());
    var listener = metrics.listener();

    listener.heard(new ColonyEvent.CallBegun(Entrance.QUERY));
    listener.heard(new ColonyEvent.CallBegun(Entrance.QUERY));
    listener.heard(new ColonyEvent.CallEnded(Entrance.QUERY, "S/M", "OK", Duration.ofMillis(3)));
    listener.heard(
        new ColonyEvent.CallDenied(Entrance.OTLP_GRPC, Denial.BUSY, "10.0.0.1", Optional.empty()));
    listener.heard(new ColonyEvent.StatementEnded("FORBIDDEN_FUNCTION"));
    listener.heard(new ColonyEvent.ItemsEnded(TelemetrySignal.TRACES, ItemsEnd.ACCEPTED, 7));
    listener.heard(new ColonyEvent.ItemsEnded(TelemetrySignal.METRICS, ItemsEnd.CARDINALITY, 2));
    listener.heard(new ColonyEvent.GroupCommitted(Duration.ofMillis(20), Duration.ofMillis(4)));
    listener.heard(new ColonyEvent.CommitFailed());
    listener.heard(new ColonyEvent.CareEnded(Duration.ofMillis(30)));
    listener.heard(new ColonyEvent.CheckpointEnded(Duration.ofMillis(60)));

    assertThat(page().lines())
        .contains(
            "coral_calls_under_way{port=\"query\"} 1.0",
            "coral_calls_total{code=\"OK\",method=\"S/M\",port=\"query\"} 1.0",
            "coral_call_duration_seconds_bucket{method=\"S/M\",port=\"query\",le=\"0.0025\"} 0",
            "coral_call_duration_seconds_bucket{method=\"S/M\",port=\"query\",le=\"0.005\"} 1",
            "coral_calls_denied_total{port=\"otlp_grpc\",reason=\"busy\"} 1.0",
            "coral_calls_denied_total{port=\"query\",reason=\"unauthenticated\"} 0.0",
            "coral_sql_statements_total{verdict=\"FORBIDDEN_FUNCTION\"} 1.0",
            "coral_ingest_items_accepted_total{signal=\"traces\"} 7.0",
            "coral_ingest_items_rejected_total{reason=\"cardinality\",signal=\"metrics\"} 2.0",
            "coral_ingest_group_wait_seconds_count 1",
            "coral_ingest_commit_duration_seconds_sum 0.004",
            "coral_ingest_commit_failures_total 1.0",
            "coral_care_round_duration_seconds_count 1",
            "coral_care_last_round_timestamp_seconds 1.77236643E9",
            "coral_checkpoint_duration_seconds_count 1",
            "coral_checkpoint_last_timestamp_seconds 1.77236643E9");
  }

  @Test
  void get_withTokens_isForAdministratorsOnly() throws Exception {
    var credentials = new Credentials(folder);
    Token admin = credentials.of("prometheus", Scope.ADMIN);
    Token asker = credentials.of("dashboard", Scope.QUERY, Scope.SQL, Scope.INGEST);
    serve(credentials.admission());

    assertThat(send(request("/metrics")).statusCode()).isEqualTo(401);
    assertThat(send(bearing(asker)).statusCode()).isEqualTo(403);
    assertThat(send(request("/elsewhere")).statusCode())
        .as("not even that it is not")
        .isEqualTo(401);
    var shown = send(bearing(admin));
    assertThat(shown.statusCode()).isEqualTo(200);
    assertThat(shown.body())
        .contains("coral_calls_denied_total{port=\"metrics\",reason=\"unauthenticated\"} 2.0")
        .contains("coral_calls_denied_total{port=\"metrics\",reason=\"permission_denied\"} 1.0");
  }

  private HttpRequest.Builder bearing(Token token) {
    return request("/metrics").header("Authorization", "Bearer " + token.text());
  }

  @Test
  void request_forAnythingElse_isRefused() throws Exception {
    serve(new Admission.Everybody());

    assertThat(send(request("/")).statusCode()).isEqualTo(404);
    assertThat(send(request("/metrics/x")).statusCode()).isEqualTo(404);
    assertThat(send(request("/metrics?name[]=x")).statusCode()).isEqualTo(200);
    var posted = send(request("/metrics").POST(BodyPublishers.ofString("a".repeat(100_000))));
    assertThat(posted.statusCode()).isEqualTo(405);
    assertThat(posted.headers().firstValue("allow")).contains("GET");
  }

  @Test
  void request_thatSaysInTwoWaysWhereItEnds_isRefusedAndTheConnectionEnds() throws Exception {
    serve(new Admission.Everybody());

    try (var socket = new Socket(server.address().getAddress(), server.address().getPort())) {
      socket.setSoTimeout(30_000);
      socket
          .getOutputStream()
          .write(
              """
              GET /metrics HTTP/1.1\r
              Host: colony\r
              Content-Length: 5\r
              Transfer-Encoding: chunked\r
              \r
              0\r
              \r
              """
                  .getBytes(StandardCharsets.US_ASCII));
      String reply = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

      assertThat(reply).startsWith("HTTP/1.1 400 ").containsIgnoringCase("connection: close");
    }
  }

  @Test
  void requestsForManyPaths_makeNoMoreSeries() throws Exception {
    serve(new Admission.Everybody());
    for (int i = 0; i < 20; i++) {
      send(request("/path-" + i));
    }

    assertThat(page()).contains("method=\"other\"").doesNotContain("path-");
  }

  @Test
  void start_portThatIsTaken_isUnavailable() {
    serve(new Admission.Everybody());

    var second = new PrometheusMetrics(CLOCK).start(colony, Door.open(server.address()));

    assertThat(second.getLeft().message()).startsWith("cannot listen on ");
  }
}
