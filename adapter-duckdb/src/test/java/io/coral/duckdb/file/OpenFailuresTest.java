package io.coral.duckdb.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.ListServices;
import io.coral.duckdb.DuckDbStores;
import io.coral.duckdb.StoreSettings;
import io.coral.ports.ColonyStores.Access;
import io.coral.ports.SummaryBatch;
import io.coral.ports.contract.Telemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What whoever names a file is told that cannot be opened. */
class OpenFailuresTest {
  private final DuckDbStores stores =
      new DuckDbStores(InstantSource.system(), StoreSettings.ofThisMachine());
  @TempDir private Path folder;

  private Path made() {
    Path file = folder.resolve("colony.duckdb");
    stores.open(file, Access.READ_WRITE).get().close();
    return file;
  }

  @ParameterizedTest
  @EnumSource
  void open_cutOff_saysSo(Access access) throws IOException {
    Path file = made();
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 5_000));

    var failure = stores.open(file, access).getLeft();

    assertThat(failure).isInstanceOf(QueryFailure.Unavailable.class);
    assertThat(failure.message()).isEqualTo("colony.duckdb is cut off");
    assertThat(failure.hint()).contains("backup");
  }

  @ParameterizedTest
  @EnumSource
  void open_damaged_saysSo(Access access) throws IOException {
    Path file = made();
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, 4_100, 4_120, (byte) 7);
    Files.write(file, bytes);

    var failure = stores.open(file, access).getLeft();

    assertThat(failure).isInstanceOf(QueryFailure.Unavailable.class);
    assertThat(failure.message()).startsWith("colony.duckdb is damaged");
    assertThat(file).hasBinaryContent(bytes);
  }

  @Test
  void open_whereThereIsNoFolder_isABadArgument() {
    var failure = stores.open(folder.resolve("no/such.duckdb"), Access.READ_WRITE).getLeft();

    assertThat(failure).isInstanceOf(QueryFailure.BadArgument.class);
    assertThat(failure.message()).contains("there is no folder for such.duckdb");
  }

  /** In DuckDB's words: whoever runs tests may be one whom no permissions hold back. */
  @ParameterizedTest
  @ValueSource(strings = {"Read-only file system", "Permission denied"})
  void open_whereNothingMayBeWritten_isRefused(String reason) {
    var failure =
        OpenFailures.of(
            folder.resolve("c.duckdb"), new SQLException("IO Error: Cannot open file: " + reason));

    assertThat(failure).isInstanceOf(QueryFailure.AccessDenied.class);
    assertThat(failure.message()).startsWith("c.duckdb ");
  }

  @Test
  void open_withoutRoom_isUnavailable() {
    var failure =
        OpenFailures.of(
            folder.resolve("c.duckdb"), new SQLException("IO Error: No space left on device"));

    assertThat(failure).isInstanceOf(QueryFailure.Unavailable.class);
    assertThat(failure.message()).contains("no room");
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void open_withABackslash_isABadArgument_andMakesNothing() {
    for (Access access : Access.values()) {
      var failure = stores.open(folder.resolve("a\\b.duckdb"), access).getLeft();

      assertThat(failure).isInstanceOf(QueryFailure.BadArgument.class);
      assertThat(failure.hint()).contains("backslashes");
    }
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "store",
        "STORE.db",
        "store.of.shop.duckdb",
        ".store.duckdb",
        "information_schema.duckdb",
        "colony",
        "copy_of_colony.duckdb",
        "store-1.duckdb",
        "main.duckdb",
        "temp.duckdb",
        "system.duckdb",
        "pg_catalog.duckdb",
        "memory.duckdb",
        "sender.duckdb",
        "service_summary.duckdb",
        "a;b.duckdb",
        "a.duckdb?access_mode=read_only",
        " blank.duckdb ",
        "it's.duckdb",
        "'; DROP TABLE store.sender; --.duckdb",
        "\"quoted\".duckdb",
        "%s {}.duckdb"
      })
  void open_whateverItsName_isWrittenAndRead(String name) {
    Path file = folder.resolve(name);
    for (String when : List.of("2026-03-01T11:30:00Z", "2026-03-01T11:31:00Z")) {
      try (var store = stores.open(file, Access.READ_WRITE).get()) {
        var deltas = new Telemetry().request("shop", when, 7).deltas();
        assertThat(store.writer().append(new SummaryBatch(Set.of(), deltas)).isRight()).isTrue();
      }
    }
    try (var store = stores.open(file, Access.READ_ONLY).get()) {
      assertThat(store.queries().listServices(ListServices.all()).get().services()).hasSize(1);
    }
  }
}
