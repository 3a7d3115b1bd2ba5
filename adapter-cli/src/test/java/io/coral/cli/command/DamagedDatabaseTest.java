package io.coral.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.ports.ColonyStores.Access;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files that are not as a colony left them: what can be read is answered whole, and what cannot is
 * said to be unavailable, with nothing on stdout, no folder in the words and the file as it was.
 */
class DamagedDatabaseTest {
  private static final String ALL_TRACES = "SELECT * FROM trace_summary";

  /** Where the blocks of a file begin, behind its three headers. */
  private static final int BLOCKS = 3 * 4096;

  private static final int BLOCK = 256 * 1024;

  @TempDir private Path folder;
  private Coral coral;
  private Path database;

  @BeforeEach
  void fill() {
    coral = new Coral(folder);
    database = folder.resolve("shop.duckdb");
    try (var store = coral.stores().open(database, Access.READ_WRITE).get()) {
      Shop.fill(store.writer());
    }
  }

  private Path log() {
    return folder.resolve("shop.duckdb.wal");
  }

  private Coral.Outcome asked(String sql) {
    return coral.run("query", "sql", "--db", "shop.duckdb", "-o", "csv", sql);
  }

  private void assertUnavailable(Coral.Outcome outcome) {
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(5);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).startsWith("coral: ").doesNotContain(folder.toString());
  }

  private void assertWhole(Coral.Outcome outcome) {
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out().lines()).hasSize(202); // with the names
  }

  @Test
  void undamaged_isReadWhole() {
    assertWhole(asked(ALL_TRACES));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100, 5_000, BLOCKS})
  void cutOffInItsHeaders_isUnavailable(int size) throws IOException {
    byte[] cut = Arrays.copyOf(Files.readAllBytes(database), size);
    Files.write(database, cut);

    assertUnavailable(asked(ALL_TRACES));
    assertThat(database).hasBinaryContent(cut);
  }

  @Test
  void noiseInEveryBlock_isUnavailable() throws IOException {
    byte[] bytes = Files.readAllBytes(database);
    byte[] noise = noise(bytes.length - BLOCKS);
    System.arraycopy(noise, 0, bytes, BLOCKS, noise.length);
    Files.write(database, bytes);

    assertUnavailable(asked(ALL_TRACES));
    assertThat(database).hasBinaryContent(bytes);
  }

  /** Each block by itself: its data is either not needed for the answer, or missed. */
  @Test
  void noiseInOneBlock_isUnavailable_orReadWhole() throws IOException {
    byte[] bytes = Files.readAllBytes(database);
    int unavailable = 0;
    for (int block = BLOCKS; block < bytes.length; block += BLOCK) {
      byte[] damaged = bytes.clone();
      System.arraycopy(noise(1_000), 0, damaged, block + 3_000, 1_000);
      Files.write(database, damaged);

      var outcome = asked(ALL_TRACES);

      if (outcome.code() == 0) {
        assertWhole(outcome);
      } else {
        assertUnavailable(outcome);
        unavailable++;
      }
    }
    assertThat(unavailable).isPositive();
  }

  /** What a colony that was killed leaves behind. */
  @Test
  void leftOverLog_isReadWithTheFile() throws IOException {
    leaveALogOf("2026-03-01T11:58:00Z");

    var outcome = asked("SELECT count(*) AS n FROM trace_summary");

    assertThat(outcome.out()).isEqualTo("n\r\n202\r\n");
  }

  /** The end of a log that was being written: what was acknowledged is before it. */
  @Test
  void leftOverLog_cutOff_isReadUpToItsLastWholeCommit() throws IOException {
    byte[] written = leaveALogOf("2026-03-01T11:58:00Z");
    Files.write(log(), Arrays.copyOf(written, written.length - 30));

    assertWhole(asked(ALL_TRACES));
  }

  @Test
  void leftOverLog_damaged_isUnavailable() throws IOException {
    byte[] written = leaveALogOf("2026-03-01T11:58:00Z");
    System.arraycopy(noise(30), 0, written, written.length / 2, 30);
    Files.write(log(), written);

    assertUnavailable(asked(ALL_TRACES));
    assertThat(log()).hasBinaryContent(written);
  }

  @Test
  void leftOverLog_ofAnotherDatabase_isUnavailable() throws IOException {
    byte[] written = leaveALogOf("2026-03-01T11:58:00Z");
    Files.delete(database);
    Files.delete(log());
    fill();
    Files.write(log(), written);

    assertUnavailable(asked(ALL_TRACES));
    assertThat(log()).hasBinaryContent(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DROP VIEW main.trace_summary",
        "CREATE OR REPLACE VIEW main.trace_summary AS SELECT * FROM store.gone",
        "ALTER TABLE store.trace_delta RENAME COLUMN error_count TO errors",
        "DROP TABLE store.trace_delta"
      })
  void anotherSchemaThanItSays_isUnavailable(String change) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:duckdb:" + database);
        var statement = connection.createStatement()) {
      if (change.contains("gone")) {
        statement.execute("CREATE TABLE store.gone AS SELECT 1 AS a");
      }
      statement.execute(change);
      statement.execute("DROP TABLE IF EXISTS store.gone");
    }

    assertUnavailable(asked("SELECT service_name, trace_id FROM trace_summary"));
  }

  /**
   * The file and the log that are there while a request has been committed and not checkpointed.
   */
  private byte[] leaveALogOf(String time) throws IOException {
    Path killed = folder.resolve("killed");
    byte[] written;
    try (var store = coral.stores().open(database, Access.READ_WRITE).get()) {
      Shop.request(store.writer(), time);
      Files.copy(database, killed);
      written = Files.readAllBytes(log());
    }
    Files.move(killed, database, StandardCopyOption.REPLACE_EXISTING);
    Files.write(log(), written);
    return written;
  }

  private static byte[] noise(int size) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20260301);
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }
}
