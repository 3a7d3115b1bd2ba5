package io.coral.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.GetErrorRate;
import io.coral.domain.query.ListServices;
import io.coral.domain.summary.RequestId;
import io.coral.domain.summary.SummaryDeltas;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.time.TimeWindow;
import io.coral.domain.value.ServiceSelector;
import io.coral.ports.ColonyStore;
import io.coral.ports.ColonyStores;
import io.coral.ports.ColonyStores.Access;
import io.coral.ports.SummaryBatch;
import io.coral.ports.WriteFailure;
import io.coral.ports.contract.Telemetry;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How database files are opened, shared and kept. */
class DuckDbStoresTest {
  private static final QueryWindow DAY =
      new QueryWindow.Absolute(
          new TimeWindow(
              Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-03-02T00:00:00Z")));
  private static final RequestId FIRST = new RequestId("a".repeat(64));

  @TempDir private Path folder;
  private Path file;

  private final ColonyStores stores =
      new DuckDbStores(InstantSource.system(), StoreSettings.ofThisMachine());

  @BeforeEach
  void nameFile() {
    file = folder.resolve("colony.duckdb");
  }

  @Test
  void open_again_findsWhatWasCommitted() {
    try (var store = opened(Access.READ_WRITE)) {
      append(store, Set.of(FIRST), request("a", 1));
      append(store, Set.of(), request("b", 2));
    }
    try (var store = opened(Access.READ_WRITE)) {
      assertThat(store.writer().committed(Set.of(FIRST)).get()).containsExactly(FIRST);
      assertThat(store.writer().append(new SummaryBatch(Set.of(FIRST), request("a", 3))).getLeft())
          .isEqualTo(new WriteFailure.AlreadyCommitted(FIRST));
      append(store, Set.of(), request("c", 4)); // must not take the number of a or b
      append(store, Set.of(), request("a", 5));
    }
    try (var store = opened(Access.READ_ONLY)) {
      assertThat(requests(store, "a")).isEqualTo(2);
      assertThat(requests(store, "b")).isEqualTo(1);
      assertThat(requests(store, "c")).isEqualTo(1);
      assertThat(store.queries().listServices(ListServices.all()).get().services()).hasSize(3);
    }
  }

  @Test
  void open_readOnly_doesNotWrite() {
    opened(Access.READ_WRITE).close();

    try (var store = opened(Access.READ_ONLY)) {
      assertThat(store.writer().append(new SummaryBatch(Set.of(), request("a", 1))).getLeft())
          .isInstanceOf(WriteFailure.StoreUnavailable.class);
      assertThat(store.writer().committed(Set.of(FIRST)).isLeft()).isTrue();
    }
  }

  @Test
  void open_readOnly_missingFile_isABadArgument() {
    assertThat(failure(Access.READ_ONLY))
        .isInstanceOfSatisfying(
            QueryFailure.BadArgument.class, failure -> assertThat(failure.field()).isEqualTo("db"));
    assertThat(file).doesNotExist();
  }

  @Test
  void open_folder_isABadArgument() {
    assertThat(stores.open(folder, Access.READ_WRITE).getLeft())
        .isInstanceOf(QueryFailure.BadArgument.class);
  }

  @Test
  void open_fileOfAnotherKind_isUnavailable_andUntouched() throws IOException {
    byte[] content =
        "not a database, but long enough to be taken for one\n"
            .repeat(100)
            .getBytes(StandardCharsets.US_ASCII);
    Files.write(file, content);

    for (var access : Access.values()) {
      assertUnavailable(failure(access), "not a colony's database");
    }
    assertThat(file).hasBinaryContent(content);
  }

  @Test
  void open_databaseOfAnotherProgram_isUnavailable_andUntouched() throws SQLException {
    run("CREATE TABLE other (a INTEGER)");

    for (var access : Access.values()) {
      assertUnavailable(failure(access), "not a colony's database");
    }
    run("INSERT INTO other VALUES (1)");
  }

  @Test
  void open_databaseOfAnotherProgram_withASchemaOfOurName_isUnavailable() throws SQLException {
    run("CREATE SCHEMA store; CREATE TABLE store.other (a INTEGER)");

    for (var access : Access.values()) {
      assertUnavailable(failure(access), "not a colony's database");
    }
  }

  @Test
  void open_databaseWhoseVersionIsReadFromAnotherFile_readsNone() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "of 12 bytes\n");
    run(
        "CREATE SCHEMA store; CREATE VIEW store.schema_version AS"
            + " SELECT size::INTEGER AS version FROM read_text('"
            + secret
            + "')");

    for (var access : Access.values()) {
      assertUnavailable(failure(access), "cannot be opened");
    }
  }

  @Test
  void open_emptyDatabase_readOnly_isUnavailable() throws SQLException {
    run("SELECT 1");

    assertUnavailable(failure(Access.READ_ONLY), "not a colony's database");
  }

  @Test
  void open_newerSchema_isUnavailable() throws SQLException {
    opened(Access.READ_WRITE).close();
    run("UPDATE store.schema_version SET version = 999");

    for (var access : Access.values()) {
      assertUnavailable(failure(access), "schema version 999");
    }
  }

  @Test
  void open_heldByAnotherProcess_isUnavailable_withAHint() {
    opened(Access.READ_WRITE).close();
    try (var other = OtherProcess.holding(file, Access.READ_WRITE)) {
      assertThat(other.line()).isEqualTo("open");

      for (var access : Access.values()) {
        var failure = failure(access);
        assertUnavailable(failure, "held by another process");
        assertThat(failure.hint()).contains("--colony");
      }
    }
  }

  @Test
  void open_readOnly_besideAnotherReader() {
    try (var store = opened(Access.READ_WRITE)) {
      append(store, Set.of(), request("a", 1));
    }
    try (var other = OtherProcess.holding(file, Access.READ_ONLY)) {
      assertThat(other.line()).isEqualTo("open");

      try (var store = opened(Access.READ_ONLY)) {
        assertThat(requests(store, "a")).isEqualTo(1);
      }
    }
  }

  @Test
  void open_twiceInOneProcess_isUnavailable() {
    for (Access access : List.of(Access.READ_WRITE, Access.READ_ONLY)) {
      var store = opened(access);
      assertUnavailable(failure(Access.READ_WRITE), "open in this process");
      assertUnavailable(failure(Access.READ_ONLY), "open in this process");
      store.close();
    }
    opened(Access.READ_WRITE).close();
  }

  @Test
  void open_twiceInOneProcess_throughALink_isUnavailable() throws IOException {
    var store = opened(Access.READ_WRITE);
    Path elsewhere = Files.createSymbolicLink(folder.resolve("elsewhere"), folder);
    Path link = Files.createDirectory(folder.resolve("links")).resolve(file.getFileName());
    Files.createSymbolicLink(link, file);

    for (Path path : List.of(link, elsewhere.resolve(file.getFileName()))) {
      assertUnavailable(stores.open(path, Access.READ_WRITE).getLeft(), "open in this process");
    }
    store.close();
  }

  @Test
  void append_processKilled_losesNothingThatWasAcknowledged() throws InterruptedException {
    int acknowledged;
    try (var other = OtherProcess.writing(file)) {
      for (int i = 1; i <= 20; i++) {
        assertThat(other.line()).isEqualTo("committed " + i);
      }
      other.kill();
      acknowledged =
          20
              + (int)
                  other.remainingLines().stream().filter(l -> l.startsWith("committed ")).count();
    }
    for (var access : new Access[] {Access.READ_ONLY, Access.READ_WRITE, Access.READ_ONLY}) {
      try (var store = opened(access)) {
        // The last commit may have come before its acknowledgement.
        assertThat(requests(store, "shop")).isBetween((long) acknowledged, acknowledged + 1L);
      }
    }
  }

  @Test
  void close_twice_andQuestionsAfterwards() {
    var store = opened(Access.READ_WRITE);
    store.close();
    store.close();

    assertThat(store.queries().listServices(ListServices.all()).getLeft())
        .isInstanceOf(QueryFailure.Unavailable.class);
    assertThat(store.writer().append(new SummaryBatch(Set.of(), request("a", 1))).getLeft())
        .isInstanceOf(WriteFailure.StoreUnavailable.class);
  }

  private ColonyStore opened(Access access) {
    return stores.open(file, access).getOrElseThrow(f -> new AssertionError(f.message()));
  }

  private QueryFailure failure(Access access) {
    Either<QueryFailure, ColonyStore> result = stores.open(file, access);
    assertThat(result.isLeft()).as("not opened").isTrue();
    assertThat(result.getLeft().message()).doesNotContain(folder.toString());
    return result.getLeft();
  }

  private static void assertUnavailable(QueryFailure failure, String reason) {
    assertThat(failure).isInstanceOf(QueryFailure.Unavailable.class);
    assertThat(failure.message()).contains("colony.duckdb").contains(reason);
  }

  private static SummaryDeltas request(String service, int trace) {
    return new Telemetry()
        .request(Telemetry.sender(service, "", "1"), trace, "2026-03-01T11:00:00Z", 5)
        .deltas();
  }

  private static void append(ColonyStore store, Set<RequestId> requests, SummaryDeltas deltas) {
    assertThat(store.writer().append(new SummaryBatch(requests, deltas)).isRight()).isTrue();
  }

  private static long requests(ColonyStore store, String service) {
    return store
        .queries()
        .getErrorRate(new GetErrorRate(ServiceSelector.of(service), DAY))
        .get()
        .requestCount();
  }

  private void run(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:duckdb:" + file);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
