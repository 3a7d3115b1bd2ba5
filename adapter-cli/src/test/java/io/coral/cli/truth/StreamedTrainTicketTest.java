package io.coral.cli.truth;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import io.coral.domain.query.ExecuteSql;
import io.coral.domain.sql.RowLimit;
import io.coral.domain.sql.SqlStatement;
import io.coral.domain.sql.SqlValue;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.time.TimeWindow;
import io.coral.duckdb.DuckDbModule;
import io.coral.grpc.GrpcModule;
import io.coral.ports.ColonyQueries;
import io.coral.ports.ColonyStores;
import io.coral.ports.Door;
import io.coral.ports.ImportListener;
import io.coral.ports.TelemetryImport;
import io.coral.ports.TelemetryServers;
import io.coral.ports.TelemetryServers.Protocol;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** The recorded hour, streamed into a real store as the file's own lines, many at once. */
class StreamedTrainTicketTest {
  private static final Instant NOW = Instant.parse("2023-01-29T10:02:00Z");
  private static final int AT_ONCE = 32;
  private static final QueryWindow THE_HOUR =
      new QueryWindow.Absolute(new TimeWindow(Instant.parse("2023-01-29T09:00:00Z"), NOW));

  /** Sums of doubles depend on their order in the last digits. */
  private static final List<String> SELECTS =
      List.of(
          "SELECT * FROM service_summary ORDER BY ALL",
          "SELECT timestamp, service_name, root_service, count(*), sum(duration_ns),"
              + " max(duration_ns), sum(span_count), sum(error_count)"
              + " FROM trace_summary GROUP BY ALL ORDER BY ALL",
          "SELECT timestamp, service_name, instance, round(cpu_percent, 6),"
              + " round(memory_percent, 6), sample_count"
              + " FROM system_metrics_rollup ORDER BY ALL");

  @Test
  void streamedLinesAndTheImportedFile_giveTheSameTables() throws Exception {
    var injector =
        Guice.createInjector(
            new DuckDbModule(),
            new GrpcModule(),
            binder -> binder.bind(InstantSource.class).toInstance(InstantSource.fixed(NOW)));
    var stores = injector.getInstance(ColonyStores.class);
    try (var imported = stores.inMemory();
        var streamed = stores.inMemory()) {
      var files =
          List.of(Recording.file("traces.otlp.jsonl.gz"), Recording.file("metrics.otlp.jsonl.gz"));
      injector
          .getInstance(TelemetryImport.class)
          .run(files, false, imported.writer(), new Unheard());
      List<String> spans = lines("traces.otlp.jsonl.gz");
      List<String> points = lines("metrics.otlp.jsonl.gz");
      try (var server =
          injector
              .getInstance(TelemetryServers.class)
              .start(
                  Protocol.HTTP,
                  streamed.intake(),
                  Door.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
              .get()) {
        String address = "http://127.0.0.1:" + server.address().getPort();
        post(address + "/v1/traces", spans);
        post(address + "/v1/metrics", points);
      }

      var counts = streamed.intake().counts();
      assertThat(counts.requests()).isEqualTo(spans.size() + points.size());
      assertThat(counts.commits()).isLessThan(counts.requests());
      assertThat(counts.refused()).isZero();
      for (String select : SELECTS) {
        assertThat(rows(streamed.queries(), select))
            .as(select)
            .isEqualTo(rows(imported.queries(), select));
      }
    }
  }

  private static void post(String uri, List<String> bodies) {
    var client = HttpClient.newHttpClient();
    for (int from = 0; from < bodies.size(); from += AT_ONCE) {
      List<CompletableFuture<HttpResponse<String>>> replies = new ArrayList<>();
      for (String body : bodies.subList(from, Math.min(bodies.size(), from + AT_ONCE))) {
        replies.add(
            client.sendAsync(
                HttpRequest.newBuilder(URI.create(uri))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body))
                    .build(),
                BodyHandlers.ofString()));
      }
      for (var reply : replies) {
        assertThat(reply.join().body()).isEqualTo("{}");
      }
    }
  }

  private static List<String> lines(String file) {
    try (var reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(Recording.file(file))),
                StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<List<SqlValue>> rows(ColonyQueries colony, String select) {
    var result =
        colony
            .executeSql(new ExecuteSql(SqlStatement.of(select).over(THE_HOUR), RowLimit.DEFAULT))
            .get();
    assertThat(result.truncated()).isFalse();
    assertThat(result.rows()).isNotEmpty();
    return result.rows();
  }

  /** The recording holds nothing invalid. */
  private static final class Unheard implements ImportListener {
    @Override
    public void refused(String file, long line, String reason) {
      throw new AssertionError(file + ":" + line + ": " + reason);
    }

    @Override
    public void progress(long readBytes, long totalBytes) {}
  }
}
