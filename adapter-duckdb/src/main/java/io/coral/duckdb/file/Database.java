package io.coral.duckdb.file;

import io.coral.ports.Cancellation;
import io.coral.ports.ColonyStores.Access;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.duckdb.DuckDBPreparedStatement;

/**
 * Opens DuckDB, shuts it off from everything but its own file, and does what jOOQ cannot express.
 * All SQL that is written as text, beside tables.sql, views.sql, the upgrades and the guard, is in
 * here; of what callers choose, only files and whole numbers get into it.
 *
 * <p>It also makes opening quick: jOOQ takes longer to load than DuckDB takes to open.
 */
public final class Database {
  /** What every database is called within, however its file is called. */
  private static final String CATALOG = "colony";

  private static final String COPY = "copy_of_colony";

  /**
   * Of a new file: a quarter of what DuckDB takes, since each column of a table leaves a block
   * partly empty. With still smaller ones it compresses less.
   */
  private static final String BLOCK_BYTES = "65536";

  /**
   * Rows of a row group, a fifth of what DuckDB takes. A checkpoint puts the last few of each table
   * together and so writes them anew, for which the file keeps as much room as they take.
   */
  private static final int ROW_GROUP_ROWS = 24_576;

  /** What DuckDB says of a table or a schema that is not there. */
  private static final Pattern NO_SUCH_TABLE =
      Pattern.compile("Catalog Error: (?:Table|Schema) with name \\S+ does not exist");

  private static final String TABLES = "tables.sql";
  private static final String VIEWS = "views.sql";

  private Database() {}

  /** Opens an empty database that is gone with its last connection; {@link #lock} shuts it off. */
  public static DuckDBConnection inMemory(MachineShare share) throws SQLException {
    return after(attach("':memory:'", CATALOG, "") + "; " + use(), connect(options(share)));
  }

  /**
   * Opens a file, which is made where there is none and it may be written; {@link #lock} shuts it
   * off from others.
   */
  public static DuckDBConnection open(Path file, Access access, MachineShare share)
      throws SQLException {
    return open(file, access, options(share));
  }

  /**
   * Opens a file to be written, which is made where there is none.
   *
   * @param copy its files can be reached even when others no longer can
   */
  public static DuckDBConnection open(Path file, MachineShare share, CopyFiles copy)
      throws SQLException {
    Properties options = options(share);
    options.setProperty(
        "allowed_paths",
        Stream.concat(copy.all().stream(), Stream.of(log(file)))
            .map(Database::quoted)
            .collect(Collectors.joining(", ", "[", "]")));
    return open(file, Access.READ_WRITE, options);
  }

  /** By ATTACH, since nothing else lets one choose the size of row groups. */
  private static DuckDBConnection open(Path file, Access access, Properties options)
      throws SQLException {
    String attach = attach(quoted(file.toAbsolutePath()), CATALOG, ", " + access.name());
    return after(attach + "; " + use(), connect(options));
  }

  /** Where DuckDB keeps the log of a file: what it takes for a query stays at the end. */
  private static Path log(Path file) {
    return Path.of(file.toAbsolutePath().toString().replaceFirst("(?=\\?)|$", ".wal"));
  }

  /** One more connection to the same database. */
  public static DuckDBConnection another(DuckDBConnection connection) throws SQLException {
    return after(use(), connection.duplicate());
  }

  /** A connection that has run some SQL, or nothing is left of it. */
  private static DuckDBConnection after(String sql, DuckDBConnection connection)
      throws SQLException {
    try {
      run(connection, sql);
      return connection;
    } catch (SQLException e) {
      Opening.close(connection);
      throw e;
    }
  }

  /**
   * @param location as a SQL literal
   * @param more options, each after a comma
   */
  private static String attach(String location, String catalog, String more) {
    return "ATTACH "
        + location
        + " AS "
        + catalog
        + " (TYPE duckdb, ROW_GROUP_SIZE "
        + ROW_GROUP_ROWS
        + more
        + ")";
  }

  private static String use() {
    return "USE " + CATALOG;
  }

  private static Properties options(MachineShare share) {
    var options = new Properties();
    options.setProperty("autoinstall_known_extensions", "false");
    options.setProperty("autoload_known_extensions", "false");
    options.setProperty("allow_community_extensions", "false");
    options.setProperty("memory_limit", share.memoryBytes() / 1024 + "KiB");
    String threads = Integer.toString(share.threads());
    options.setProperty("threads", threads);
    options.setProperty("async_threads", threads); // eight else, made at each start
    options.setProperty("temp_directory", ""); // nothing of a query ever goes to disk
    options.setProperty("wal_autocheckpoint", "1TB"); // we make them, where there is room
    options.setProperty("default_block_size", BLOCK_BYTES);
    options.setProperty("max_expression_depth", "100"); // deeper ones can exhaust the stack
    // Or else the driver would first have all rows in memory.
    options.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
    return options;
  }

  private static DuckDBConnection connect(Properties options) throws SQLException {
    return new DuckDBDriver().connect("jdbc:duckdb:", options).unwrap(DuckDBConnection.class);
  }

  /** Ends all access to other files, and all changes of settings. */
  public static void lock(DuckDBConnection connection) throws SQLException {
    run(connection, "SET GLOBAL TimeZone = 'UTC'"); // what date functions on a timestamp mean
    run(connection, "SET enable_external_access = false");
    run(connection, "SET lock_configuration = true");
  }

  /** Makes the tables, views and macros of an empty database, wholly or not at all. */
  public static void create(DuckDBConnection connection) throws SQLException {
    run(connection, "BEGIN TRANSACTION; " + text(TABLES) + text(VIEWS) + "COMMIT");
  }

  /**
   * Brings tables up to date, wholly or not at all.
   *
   * @param first version after theirs
   * @param last version that they get to
   */
  static void upgrade(DuckDBConnection connection, int first, int last) throws SQLException {
    String upgrades =
        IntStream.rangeClosed(first, last)
            .mapToObj(version -> text("upgrade-" + version + ".sql"))
            .collect(Collectors.joining());
    run(connection, "BEGIN TRANSACTION; " + upgrades + text(VIEWS) + "COMMIT");
  }

  /**
   * Writes what is in the log into the file, and gives the room of deleted rows free for others.
   *
   * @param connection without a transaction
   */
  public static void checkpoint(DuckDBConnection connection) throws SQLException {
    run(connection, "CHECKPOINT");
  }

  /**
   * Copies all there is, as this moment has it, into a new database: tables, rows in their order,
   * views and macros. What others commit meanwhile is not in it, and they need not wait.
   *
   * @param connection without a transaction
   * @param cancellation stops it, which then fails
   */
  static void copy(DuckDBConnection connection, CopyFiles copy, Cancellation cancellation)
      throws SQLException {
    run(connection, attach(quoted(copy.file()), COPY, ""));
    try (Statement statement = connection.createStatement()) {
      Cancellation.Registration registration = cancellation.onCancel(() -> cancel(statement));
      try {
        statement.execute("COPY FROM DATABASE " + CATALOG + " TO " + COPY);
      } finally {
        registration.close();
      }
    } finally {
      run(connection, "DETACH " + COPY); // which makes its file complete
    }
  }

  private static void cancel(Statement statement) {
    try {
      statement.cancel();
    } catch (SQLException e) {
      throw new IllegalStateException("a statement cannot be cancelled", e);
    }
  }

  /** Bytes of the file that are in use; those that are free are used before it grows. */
  public static long usedBytes(DuckDBConnection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT block_size * used_blocks FROM pragma_database_size()"
                    + " WHERE database_name = current_database()")) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Bytes of memory that the database has, of those that it may have. */
  static long memoryBytes(DuckDBConnection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT sum(memory_usage_bytes) FROM duckdb_memory()")) {
      row.next();
      return row.getLong(1);
    }
  }

  /**
   * Runs a statement once more as part of one that needs all of its rows before it has one: what
   * ends it then is told, where the driver did not tell it before.
   *
   * @param connection whose transaction has failed, and is over after this
   * @param sql our own, with the values in it
   * @param running hears of it before it runs, and may cancel it
   * @return what ended it; empty if nothing does any more
   */
  public static Optional<SQLException> hiddenError(
      DuckDBConnection connection, String sql, Consumer<Statement> running) {
    String again = "SELECT bit_xor(hash(every)) FROM (" + sql + ") AS every";
    try {
      connection.rollback();
      try (DuckDBPreparedStatement statement =
          connection.prepareStatement(again).unwrap(DuckDBPreparedStatement.class)) {
        running.accept(statement);
        statement.query().close(); // which, unlike executeQuery, tells what fails before a row
        return Optional.empty();
      }
    } catch (SQLException e) {
      return Optional.of(e);
    }
  }

  /**
   * The version of our schema; empty if the database has none of it. Which tables there are is not
   * asked first: to tell that, DuckDB makes all that it has of its own.
   */
  static OptionalInt schemaVersion(DuckDBConnection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT max(version) FROM store.schema_version")) {
      row.next();
      return OptionalInt.of(row.getInt(1));
    } catch (SQLException e) {
      if (NO_SUCH_TABLE.matcher(String.valueOf(e.getMessage())).lookingAt()) {
        return OptionalInt.empty();
      }
      throw e;
    }
  }

  /** Whether there is any table or view, whosever it is. */
  static boolean hasTables(DuckDBConnection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM information_schema.tables")) {
      row.next();
      return row.getLong(1) > 0;
    }
  }

  /** Writes a table of the store to a file, in an order that depends on its rows alone. */
  static void toParquet(DuckDBConnection connection, String table, Path file) throws SQLException {
    run(
        connection,
        "COPY (SELECT * FROM store."
            + table
            + " ORDER BY ALL) TO "
            + quoted(file)
            + " (FORMAT parquet, COMPRESSION zstd)");
  }

  /**
   * Fills a table of the store from a file.
   *
   * @param replaced columns that are changed on the way, as DuckDB's REPLACE list has them
   */
  static void fromParquet(DuckDBConnection connection, String table, String replaced, Path file)
      throws SQLException {
    run(
        connection,
        "INSERT INTO store."
            + table
            + " SELECT *"
            + (replaced.isEmpty() ? "" : " REPLACE (" + replaced + ")")
            + " FROM read_parquet("
            + quoted(file)
            + ")");
  }

  private static String quoted(Path file) {
    return "'" + file.toString().replace("'", "''") + "'";
  }

  private static void run(DuckDBConnection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String text(String resource) {
    try (InputStream in = Database.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not beside its class");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
