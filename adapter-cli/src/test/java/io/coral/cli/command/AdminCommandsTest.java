package io.coral.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.cli.text.TextWidth;
import io.coral.ports.ColonyStores.Access;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A colony and those who administer it. */
@Timeout(120)
class AdminCommandsTest {
  @TempDir private Path folder;
  private Coral coral;

  @BeforeEach
  void fill() {
    coral = new Coral(folder);
    try (var store = coral.stores().open(folder.resolve("c.duckdb"), Access.READ_WRITE).get()) {
      Shop.fill(store.writer());
    }
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void status_tellsHowTheColonyIs_inEightyColumns() throws Exception {
    try (var colony = RunningColony.start(folder)) {
      var status = coral.run("colony", "status", "--admin", colony.admin());

      assertThat(status.code()).as(status.err()).isZero();
      assertThat(status.err()).isEmpty();
      assertThat(status.out().lines()).allMatch(line -> TextWidth.of(line) <= 80);
      assertThat(status.out())
          .containsPattern("version +\\d")
          .containsPattern("up for +\\d")
          .containsPattern("on disk +\\d+\\.\\d[KM]iB")
          .containsPattern("in memory +\\d+\\.\\d[KM]iB of \\d\\.\\dGiB, \\d.* of summaries")
          .containsPattern("oldest minute +2026-02-20T08:00:00Z")
          .containsPattern("questions +" + colony.address())
          .containsPattern("administration +" + colony.admin());
    }
  }

  @Test
  void status_json_isOneObject() throws Exception {
    try (var colony = RunningColony.start(folder)) {
      var status =
          coral
              .withVariable("CORAL_ADMIN_ADDR", colony.admin())
              .run("colony", "status", "-o", "json");

      assertThat(status.code()).as(status.err()).isZero();
      assertThat(status.out())
          .startsWith("{")
          .contains("\"uptime_ms\"", "\"disk_bytes\"", "\"oldest_hour\"", "\"turned_away\"");
    }
  }

  @Test
  void status_tellsTheBudgetOfMemory() throws Exception {
    try (var colony = RunningColony.start(folder, "--memory-budget", "256MB")) {
      var table = coral.run("colony", "status", "--admin", colony.admin());
      var json = coral.run("colony", "status", "-o", "json", "--admin", colony.admin());
      var csv = coral.run("colony", "status", "-o", "csv", "--admin", colony.admin());

      assertThat(table.out()).containsPattern("in memory +\\d+\\.\\d[KM]iB of 256\\.0MiB, ");
      assertThat(json.out())
          .containsPattern("\"memory_bytes\" ?: ?[1-9]")
          .containsPattern("\"memory_budget_bytes\" ?: ?268435456");
      assertThat(csv.out())
          .containsPattern("cancelled,memory_bytes,memory_budget_bytes\r?\n.*,268435456");
    }
  }

  @Test
  void status_ofNobody_isUnreachable() throws IOException {
    int port;
    try (var holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = holder.getLocalPort();
    }

    assertThat(coral.run("colony", "status", "--admin", "127.0.0.1:" + port).code()).isEqualTo(5);
  }

  @Test
  void start_adminOff_opensNoPortForIt() throws Exception {
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
                    "off",
                    "--otlp-http",
                    "off",
                    "--admin",
                    "off"));

    coral.end();

    assertThat(serving.get().out()).doesNotContain("administering");
  }

  @Test
  void start_adminBeyondThisMachine_isRefused() {
    var outcome = coral.run("colony", "start", "--db", "c.duckdb", "--admin", "0.0.0.0:0");

    assertThat(outcome.code()).isEqualTo(3);
    assertThat(outcome.err()).contains("does not listen on 0.0.0.0:0");
  }

  @Test
  void backup_isWhatTheColonyAnswers() throws Exception {
    String question = "SELECT * FROM trace_summary ORDER BY ALL";
    try (var colony = RunningColony.start(folder)) {
      var backup = coral.run("colony", "backup", "b.duckdb", "--admin", colony.admin());

      assertThat(backup.code()).as(backup.err()).isZero();
      assertThat(backup.out()).matches("[0-9a-f]{64}  .*b\\.duckdb\n");
      var asked = coral.run("query", "sql", "-o", "csv", "--colony", colony.address(), question);
      var kept = coral.run("query", "sql", "-o", "csv", "--db", "b.duckdb", question);
      assertThat(kept.out()).hasLineCount(202).isEqualTo(asked.out());
    }
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("b.duckdb"))))
        .isEqualTo("rw-------");
    assertThat(files()).containsExactlyInAnyOrder("c.duckdb", "b.duckdb");
  }

  @Test
  void backup_overAFile_wantsForce() throws Exception {
    Files.writeString(folder.resolve("b.duckdb"), "precious");
    try (var colony = RunningColony.start(folder)) {
      var refused = coral.run("colony", "backup", "b.duckdb", "--admin", colony.admin());

      assertThat(refused.code()).isEqualTo(2);
      assertThat(refused.err()).contains("--force");
      assertThat(folder.resolve("b.duckdb")).hasContent("precious");

      var forced = coral.run("colony", "backup", "b.duckdb", "--force", "--admin", colony.admin());

      assertThat(forced.code()).as(forced.err()).isZero();
    }
    assertThat(coral.run("query", "services", "--db", "b.duckdb").out()).contains("payments");
  }

  @Test
  void backup_whereNothingCanBeWritten_isUsage_andLeavesNothing() throws Exception {
    try (var colony = RunningColony.start(folder)) {
      var outcome = coral.run("colony", "backup", "no/such/b.duckdb", "--admin", colony.admin());

      assertThat(outcome.code()).isEqualTo(2);
      assertThat(outcome.err()).contains("cannot be written");
    }
    assertThat(files()).containsExactly("c.duckdb");
  }

  @Test
  void administration_withTokens_isForThoseForAdmin() throws Exception {
    coral.run(
        "colony", "token", "boss", "--scope", "admin", "--tokens", "t", "--token-file", "boss");
    coral.run(
        "colony",
        "token",
        "asker",
        "--scope",
        "query,sql,ingest",
        "--tokens",
        "t",
        "--token-file",
        "asker");
    try (var colony = RunningColony.start(folder, "--tokens", "t")) {
      var nobody = coral.run("colony", "status", "--admin", colony.admin());
      var asker =
          coral.run("colony", "backup", "b", "--admin", colony.admin(), "--token-file", "asker");
      var boss = coral.run("colony", "status", "--admin", colony.admin(), "--token-file", "boss");

      assertThat(nobody.code()).isEqualTo(3);
      assertThat(asker.code()).isEqualTo(3);
      assertThat(boss.code()).as(boss.err()).isZero();
    }
    assertThat(folder.resolve("b")).doesNotExist();
  }
}
