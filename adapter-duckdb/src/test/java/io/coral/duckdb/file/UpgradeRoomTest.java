package io.coral.duckdb.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.failure.QueryFailure;
import io.coral.duckdb.StoreSettings;
import io.coral.duckdb.TendedColony;
import io.coral.ports.ColonyStores.Access;
import io.coral.ports.SummaryBatch;
import io.coral.ports.Upkeep;
import io.coral.ports.contract.Telemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The room that it takes to bring a file up to date, and what must not become of it. */
@Timeout(120)
class UpgradeRoomTest {
  private static final long FIRST = 29_538_720; // 2026-03-01T00:00Z
  private static final long DAY = 1_440;
  private static final Instant NEXT_DAY = Instant.ofEpochSecond((FIRST + DAY + 10) * 60);

  @TempDir private Path folder;

  /** With a day of minutes. */
  private OldFile file(int senders) throws IOException, SQLException {
    var file = OldFile.of(2, folder.resolve("old.duckdb"));
    String rows = " FROM range(%d) s(s), range(%d, %d) m(m)".formatted(senders, FIRST, FIRST + DAY);
    file.run(
        "UPDATE store.progress SET rolled_until = " + (FIRST + DAY),
        "INSERT INTO store.sender SELECT s, 's' || s, '', '', '' FROM range(" + senders + ") s(s)",
        "INSERT INTO store.service_delta_sorted SELECT s, m, 9, 9, 0, 9, 1, 9" + rows,
        "INSERT INTO store.duration_bucket_sorted SELECT s, m, 40500 + b,"
            + " 1 + (hash(s, m, b) % 4000000000000)::BIGINT"
            + rows
            + ", range(30) b(b)");
    return file;
  }

  @Test
  void tend_upgradedWithinItsBudget_forgetsNothing() throws IOException, SQLException {
    OldFile file = file(150);
    long budget = Upkeep.LEAST_DISK_BYTES;
    assertThat(Files.size(file.path())).isBetween(budget * 2 / 3, budget);
    var upkeep = new Upkeep(Optional.empty(), OptionalLong.of(budget));
    try (var colony = new TendedColony(file.path(), NEXT_DAY, upkeep)) {
      assertThat(used(colony)).as("what was copied went free").isLessThan(budget);

      try (var reader = colony.connect();
          var statement = reader.createStatement()) {
        statement.execute("BEGIN TRANSACTION READ ONLY");
        statement.execute("SELECT count(*) FROM store.service_delta");
        colony.tend();
        assertThat(used(colony)).as("nothing that is still read goes").isGreaterThan(budget);
        colony.tend();
        assertThat(minutes(colony)).isEqualTo(DAY);
      }

      colony.tend();
      assertThat(used(colony)).isLessThan(budget);
      assertThat(minutes(colony)).isEqualTo(DAY);
    }
  }

  @Test
  void tend_othersReadAndWriteWithoutAPause_freesWhatWentBefore() throws Exception {
    OldFile file = file(150);
    var upkeep = new Upkeep(Optional.empty(), OptionalLong.of(Upkeep.LEAST_DISK_BYTES));
    try (var colony = new TendedColony(file.path(), NEXT_DAY, upkeep)) {
      var ended = new AtomicBoolean();
      var others =
          List.of(
              started(() -> readOn(colony, ended)),
              started(() -> readOn(colony, ended)),
              started(() -> writeOn(colony, ended)));
      try {
        do { // until the test's time is over
          colony.tend();
        } while (used(colony) > Upkeep.LEAST_DISK_BYTES);
        assertThat(minutes(colony)).isEqualTo(DAY);
      } finally {
        ended.set(true);
        for (Thread other : others) {
          other.join();
        }
      }
    }
  }

  private static Thread started(Runnable work) {
    return Thread.ofPlatform().daemon().start(work);
  }

  /** Short questions, the next as soon as one is answered. */
  private static void readOn(TendedColony colony, AtomicBoolean ended) {
    try (var reader = colony.connect();
        var statement = reader.createStatement()) {
      while (!ended.get()) {
        statement.execute("SELECT count(*) FROM store.service_delta, range(10)");
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void writeOn(TendedColony colony, AtomicBoolean ended) {
    var deltas = new Telemetry().request("shop", NEXT_DAY.toString(), 20).deltas();
    while (!ended.get()) {
      colony.store().writer().append(new SummaryBatch(Set.of(), deltas)).get();
    }
  }

  private static long used(TendedColony colony) {
    return colony.store().status().get().diskBytes();
  }

  private static long minutes(TendedColony colony) {
    return colony.rows("service_delta WHERE sender_id = 7");
  }

  @Test
  void prepare_withoutRoomForACopy_isRefused_andChangesNothing() throws IOException, SQLException {
    OldFile file = file(5);
    byte[] before = Files.readAllBytes(file.path());

    var failure = prepare(file, before.length / 2).orElseThrow();

    assertThat(failure).isInstanceOf(QueryFailure.Unavailable.class);
    assertThat(failure.message())
        .startsWith("old.duckdb has schema version 2")
        .contains("no room on its disk");
    assertThat(failure.hint()).contains("as much room as the file takes");
    assertThat(file.path()).hasBinaryContent(before);
  }

  @Test
  void prepare_withRoomForACopyAndNoMore_isUpToDate() throws IOException, SQLException {
    OldFile file = file(5);

    assertThat(prepare(file, Files.size(file.path()))).isEmpty();

    assertThat(file.version()).isEqualTo(Schema.VERSION);
  }

  private static Optional<QueryFailure> prepare(OldFile file, long usableBytes)
      throws SQLException {
    var settings = StoreSettings.ofThisMachine();
    var share = new MachineShare(settings.memoryBytes(), settings.threads());
    try (var root = Database.open(file.path(), Access.READ_WRITE, share)) {
      var room = new Room(Optional.of(file.path()), path -> usableBytes);
      return Schema.prepare(root, file.path(), Access.READ_WRITE, room);
    }
  }
}
