package io.coral.duckdb;

import io.coral.domain.query.ErrorRate;
import io.coral.domain.query.GetErrorRate;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.value.ServiceSelector;
import io.coral.duckdb.care.CareSettings;
import io.coral.duckdb.file.CopyFiles;
import io.coral.duckdb.file.Database;
import io.coral.duckdb.file.Room;
import io.coral.duckdb.file.Root;
import io.coral.duckdb.file.Schema;
import io.coral.ports.ColonyStores.Access;
import io.coral.ports.StoreStatus;
import io.coral.ports.SummaryBatch;
import io.coral.ports.Upkeep;
import io.coral.ports.contract.Telemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.duckdb.DuckDBConnection;

/**
 * Fills a small disk with a store, in a process that has that disk to itself, and prints what comes
 * of it. Its argument is the folder.
 */
final class FullDisk {
  private static final StoreSettings SETTINGS =
      StoreSettings.ofThisMachine()
          .with(new CareSettings(Duration.ofMillis(50), Duration.ofMillis(200), Upkeep.EVERYTHING));

  private final Path database;
  private final Path filler;
  private final AtomicReference<String> health = new AtomicReference<>("");
  private long acknowledged;
  private long refused;

  private FullDisk(Path folder) {
    database = folder.resolve("colony.duckdb");
    filler = folder.resolve("filler");
  }

  private static void tell(String what, Object value) {
    System.out.println(what + "=" + value);
  }

  private DuckDBConnection open() throws SQLException {
    return Database.open(database, SETTINGS.share(), CopyFiles.beside(database));
  }

  private DuckDBConnection openLocked() throws SQLException {
    DuckDBConnection connection = open();
    Database.lock(connection);
    return connection;
  }

  private boolean append(DuckDbStore store) {
    var telemetry = new Telemetry();
    for (int service = 0; service < 40; service++) {
      for (int request = 0; request < 20; request++) {
        telemetry.request("service-" + service, "2026-03-01T11:30:00Z", 7 * request + service);
      }
    }
    boolean taken = store.writer().append(new SummaryBatch(Set.of(), telemetry.deltas())).isRight();
    acknowledged += taken ? 20 : 0;
    refused += taken ? 0 : 1;
    return taken;
  }

  private static String requests(DuckDbStore store) {
    return store
        .queries()
        .getErrorRate(new GetErrorRate(ServiceSelector.of("service-39"), QueryWindow.LAST_HOUR))
        .fold(failure -> failure.message(), (ErrorRate rate) -> "" + rate.requestCount());
  }

  private void run() throws SQLException, IOException {
    DuckDBConnection first = open();
    Schema.prepare(first, database, Access.READ_WRITE, new Room(Optional.of(database)));
    Database.lock(first);
    var root = new Root(first, this::openLocked);
    try (var store = store(root)) {
      store.watch((readable, writable) -> health.set(readable + " " + writable));
      append(store);
      fillTheDisk();
      while (append(store)) {
        Thread.onSpinWait();
      }
      tell("answers while full", requests(store).equals("" + acknowledged));
      tell("health while full", health.get());
      tell("warnings while full", store.status().map(StoreStatus::warnings).get());

      giveUp(root);
      append(store); // finds that out
      while (requests(store).equals("the store cannot be read")) {
        append(store);
      }
      tell("answers once opened anew", requests(store).equals("" + acknowledged));

      Files.delete(filler);
      while (!append(store)) {
        Thread.onSpinWait();
      }
      tell("health with room", health.get());
      tell("warnings with room", store.status().map(StoreStatus::warnings).get());
      tell("answers with room", requests(store).equals("" + acknowledged));
    }
    tell("refused some", refused > 0);
    try (var store = store(new Root(openLocked(), this::openLocked))) {
      tell("kept", requests(store).equals("" + acknowledged));
    }
  }

  private DuckDbStore store(Root root) {
    return new DuckDbStore(
        root,
        Access.READ_WRITE,
        InstantSource.fixed(Instant.parse("2026-03-01T12:00:30Z")),
        SETTINGS,
        Optional.of(CopyFiles.beside(database)),
        () -> {});
  }

  private void fillTheDisk() throws IOException {
    long usable = Files.getFileStore(database).getUsableSpace();
    Files.write(filler, new byte[Math.toIntExact(usable - (2 << 20))]);
  }

  /** Makes the checkpoint that the store itself would not make now. */
  private static void giveUp(Root root) {
    try (var connection = root.duplicate()) {
      Database.checkpoint(connection);
      tell("checkpoint", "made");
    } catch (SQLException e) {
      tell("checkpoint", "failed");
    }
  }

  public static void main(String[] arguments) throws SQLException, IOException {
    new FullDisk(Path.of(arguments[0])).run();
  }
}
