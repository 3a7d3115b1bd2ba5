package io.coral.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ColonyCommandsTest {
  private static final String SPAN =
      """
      {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":\
      {"stringValue":"payments"}}]},"scopeSpans":[{"spans":[{"traceId":\
      "0af7651916cd43dd8448eb211c80319c","spanId":"b7ad6b7169203331","name":"POST /pay","kind":2,\
      "startTimeUnixNano":"1772366400000000000","endTimeUnixNano":"1772366400892100000"}]}]}]}
      """;

  /** A colony that takes nothing and shows nothing. */
  private static final String[] QUESTIONS_ONLY = {
    "colony",
    "start",
    "--db",
    "c.duckdb",
    "--listen",
    "127.0.0.1:0",
    "--otlp-grpc",
    "off",
    "--otlp-http",
    "off",
    "--admin",
    "off",
    "--metrics",
    "off"
  };

  @TempDir private Path folder;

  @Test
  void importThenQuery() throws IOException {
    Files.writeString(folder.resolve("spans.jsonl"), SPAN);
    var coral = new Coral(folder);

    var imported = coral.run("import", "--db", "c.duckdb", "--shift-to-now", "spans.jsonl");
    var again = coral.run("import", "--db", "c.duckdb", "--shift-to-now", "spans.jsonl");
    var p99 = coral.run("query", "metrics", "payments", "--percentile", "99", "--db", "c.duckdb");

    assertThat(imported)
        .isEqualTo(new Coral.Outcome(0, "imported 1 requests: 1 spans, 0 metric points\n", ""));
    assertThat(again.err()).contains("1 requests were imported before");
    assertThat(p99).isEqualTo(new Coral.Outcome(0, "892.1ms\n", ""));
  }

  @Test
  void import_badLines_areNamedAndCounted() throws IOException {
    Files.writeString(folder.resolve("some.jsonl"), "{not json\n" + SPAN);

    var outcome = new Coral(folder).run("import", "--db", "c.duckdb", "some.jsonl");

    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).startsWith("imported 1 requests");
    assertThat(outcome.err()).contains("note: some.jsonl:1: ", "1 items were invalid");
  }

  @Test
  void import_nothingValid_isUsage() throws IOException {
    Files.writeString(folder.resolve("none.jsonl"), "{not json\n");

    var outcome = new Coral(folder).run("import", "--db", "c.duckdb", "none.jsonl");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void colonyStart_saysWhereItListens_andEndsWhenTold() throws Exception {
    var coral = new Coral(folder);
    var serving =
        CompletableFuture.supplyAsync(
            () ->
                coral.run(
                    "colony",
                    "start",
                    "--db",
                    "c.duckdb",
                    "--listen",
                    "127.0.0.1:0",
                    "--otlp-grpc",
                    "127.0.0.1:0",
                    "--otlp-http",
                    "127.0.0.1:0",
                    "--admin",
                    "127.0.0.1:0",
                    "--metrics",
                    "127.0.0.1:0"));

    coral.end();

    var outcome = serving.get();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out())
        .matches(
            """
            listening on 127\\.0\\.0\\.1:\\d+
            taking OTLP/gRPC on 127\\.0\\.0\\.1:\\d+
            taking OTLP/HTTP on http://127\\.0\\.0\\.1:\\d+
            administering on 127\\.0\\.0\\.1:\\d+
            showing metrics on http://127\\.0\\.0\\.1:\\d+/metrics
            """);
  }

  @Test
  @Timeout(60)
  void colonyStart_canBeEnded_byWhoeverReadsThatItListens() {
    var coral = new Coral(folder);
    coral.withStdout(
        new ByteArrayOutputStream() {
          @Override
          public synchronized void write(byte[] bytes, int offset, int length) {
            boolean first = size() == 0;
            super.write(bytes, offset, length);
            if (first) {
              endNow();
            }
          }

          private void endNow() {
            try {
              coral.end();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }
        });

    var outcome = coral.run(QUESTIONS_ONLY);

    assertThat(outcome.code()).isZero();
  }

  @Test
  void colonyStart_withoutOtlp_listensForQuestionsOnly() throws Exception {
    var coral = new Coral(folder);
    var serving = CompletableFuture.supplyAsync(() -> coral.run(QUESTIONS_ONLY));

    coral.end();

    assertThat(serving.get().out()).matches("listening on 127\\.0\\.0\\.1:\\d+\n");
  }

  @Test
  void colonyStart_otlpBeyondThisMachine_isRefused() {
    var outcome =
        new Coral(folder).run("colony", "start", "--db", "c.duckdb", "--otlp-http", "0.0.0.0:0");

    assertThat(outcome.code()).isEqualTo(3);
    assertThat(outcome.err()).contains("does not listen on 0.0.0.0:0");
    assertThat(folder.resolve("c.duckdb")).doesNotExist();
  }

  @Test
  void colonyStart_portThatIsTaken_saysSoAndLeavesTheFileFree() throws Exception {
    var coral = new Coral(folder);
    try (var holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var outcome =
          coral.run(
              "colony",
              "start",
              "--db",
              "c.duckdb",
              "--listen",
              "127.0.0.1:0",
              "--otlp-grpc",
              "127.0.0.1:0",
              "--otlp-http",
              "127.0.0.1:" + holder.getLocalPort(),
              "--metrics",
              "off");

      assertThat(outcome.code()).isEqualTo(5);
      assertThat(outcome.out()).isEmpty();
      assertThat(outcome.err()).contains("cannot listen on ").contains("0 for any");
    }
    Files.writeString(folder.resolve("spans.jsonl"), SPAN);
    assertThat(coral.run("import", "--db", "c.duckdb", "spans.jsonl").code()).isZero();
  }
}
