package io.coral.duckdb;

import io.coral.duckdb.care.CareSettings;
import io.coral.duckdb.file.Database;
import io.coral.duckdb.file.OldFile;
import io.coral.ports.ColonyStores.Access;
import io.coral.ports.SummaryBatch;
import io.coral.ports.Upkeep;
import io.coral.ports.contract.Telemetry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A JVM of its own that has a database open, for what only a second process shows. */
public final class OtherProcess implements AutoCloseable {
  private static final CareSettings RESTLESS =
      new CareSettings(Duration.ofMillis(1), Duration.ofMillis(100), Upkeep.EVERYTHING);

  /** What is printed after a round of care. */
  static final String TENDED = "tended";

  /** What is printed once a file is brought up to date, but not committed. */
  public static final String UPGRADED = "upgraded";

  private final Process process;
  private final BufferedReader output;

  private OtherProcess(String... arguments) {
    var command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    OtherProcess.class.getName()),
                Stream.of(arguments))
            .toList();
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    output = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Has a database open until it is closed. */
  public static OtherProcess holding(Path database, Access access) {
    return new OtherProcess("hold", database.toString(), access.name());
  }

  /** Commits one request after the other, and prints a line for each, until it is killed. */
  static OtherProcess writing(Path database) {
    return new OtherProcess("write", database.toString());
  }

  /**
   * The same, with a store that is looked after all the time; a line tells of each round of that.
   */
  static OtherProcess writingAndTending(Path database) {
    return new OtherProcess("tend", database.toString());
  }

  /** Brings a file of version 2 up to date, and never commits it. */
  public static OtherProcess upgradingForEver(Path database) {
    return new OtherProcess("upgrade", database.toString());
  }

  /** The next line that it printed. */
  public String line() {
    try {
      return String.valueOf(output.readLine());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it without a chance to tidy up; lines that were printed can still be read. */
  public void kill() throws InterruptedException {
    process.toHandle().destroyForcibly(); // by the handle, since Process would close its output
    process.waitFor();
  }

  /** The lines that it printed and nobody has read yet; for one that has ended. */
  List<String> remainingLines() {
    return output.lines().toList();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** Looks after the store beside what it does by itself, so that it can be told of. */
  private static void tend(DuckDbStore store) {
    while (true) {
      store.tend();
      System.out.println(TENDED);
    }
  }

  private static void upgrade(OldFile file) throws IOException, SQLException {
    try (var upgrade = Database.class.getResourceAsStream("upgrade-3.sql");
        var connection = file.connect();
        var statement = connection.createStatement()) {
      statement.execute("BEGIN TRANSACTION");
      statement.execute(new String(upgrade.readAllBytes(), StandardCharsets.UTF_8));
      System.out.println(UPGRADED);
      System.in.read(); // until the test ends this process
    }
  }

  /** The other process itself. */
  public static void main(String[] arguments) throws IOException, SQLException {
    if (arguments[0].equals("upgrade")) {
      upgrade(new OldFile(Path.of(arguments[1])));
      return;
    }
    var access = arguments[0].equals("hold") ? Access.valueOf(arguments[2]) : Access.READ_WRITE;
    var settings = StoreSettings.ofThisMachine();
    if (arguments[0].equals("tend")) {
      settings = settings.with(RESTLESS);
    }
    var store =
        new DuckDbStores(InstantSource.system(), settings)
            .open(Path.of(arguments[1]), access)
            .getOrElseThrow(failure -> new IllegalStateException(failure.message()));
    if (arguments[0].equals("hold")) {
      System.out.println("open");
      System.in.read(); // until the test ends this process
      return;
    }
    if (arguments[0].equals("tend")) {
      Thread.ofPlatform().daemon().start(() -> tend((DuckDbStore) store));
    }
    for (int i = 1; ; i++) {
      String time = "2026-03-%02dT11:%02d:00Z".formatted(1 + i / 60 % 28, i % 60);
      var deltas =
          new Telemetry()
              .request("shop", arguments[0].equals("tend") ? time : "2026-03-01T11:00:00Z", 5)
              .deltas();
      store
          .writer()
          .append(new SummaryBatch(Set.of(), deltas))
          .getOrElseThrow(failure -> new IllegalStateException(failure.message()));
      System.out.println("committed " + i);
    }
  }
}
