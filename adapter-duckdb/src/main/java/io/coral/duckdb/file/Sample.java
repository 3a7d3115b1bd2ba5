package io.coral.duckdb.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;

/**
 * The deltas of a colony as Parquet files, one for each table, that load in an instant. What an
 * import must know of earlier ones is left out: nobody imports into a sample.
 */
public final class Sample {
  /**
   * A table, and which of its columns are times.
   *
   * @param from table or view that is written to the file
   * @param to table that is filled from the file
   * @param minutes columns that count minutes
   * @param instants columns that count nanoseconds
   */
  record Part(String from, String to, List<String> minutes, List<String> instants) {
    private static Part timeless(String table) {
      return new Part(table, table, List.of(), List.of());
    }

    /** The file has all rows in the order that the sorted table wants. */
    private static Part ofDeltas(String view) {
      return new Part(view, view + "_sorted", List.of("minute"), List.of());
    }

    /** To put buckets together to histograms would take longer than they are of use. */
    private static Part ofBuckets(String view) {
      return new Part(view, view + "_recent", List.of("minute"), List.of());
    }

    /** Replaces each time by a later one, as DuckDB's REPLACE list has it; empty for none. */
    private String shifted(Duration shift) {
      return Stream.concat(
              minutes.stream().map(column -> later(column, shift.toMinutes())),
              instants.stream().map(column -> later(column, shift.toNanos())))
          .collect(Collectors.joining(", "));
    }

    private static String later(String column, long by) {
      return column + " + (" + by + ") AS " + column;
    }
  }

  /** Minutes only: they tell all that hours do, and hours cannot be moved by minutes. */
  static final List<Part> PARTS =
      List.of(
          Part.timeless("sender"),
          Part.timeless("stream"),
          Part.ofDeltas("service_delta"),
          Part.ofBuckets("duration_bucket"),
          new Part(
              "trace_delta",
              "trace_delta",
              List.of("minute"),
              List.of("first_start_ns", "last_end_ns", "lead_start_ns")),
          Part.ofDeltas("metric_delta"),
          Part.ofBuckets("metric_bucket"));

  private final Path folder;

  public Sample(Path folder) {
    this.folder = folder.toAbsolutePath();
  }

  /** Whether every file of a sample is there. */
  public boolean isWhole() {
    return PARTS.stream().allMatch(part -> Files.isRegularFile(file(part)));
  }

  /**
   * Writes all deltas, sorted, so that the same database gives the same bytes.
   *
   * @param connection may write files, and uses one thread
   */
  public void write(DuckDBConnection connection) throws IOException, SQLException {
    Files.createDirectories(folder);
    for (Part part : PARTS) {
      Database.toParquet(connection, part.from(), file(part));
    }
  }

  /**
   * Adds the sample's deltas to an empty database.
   *
   * @param connection may read files
   * @param shift added to all times, whole minutes
   */
  public void read(DuckDBConnection connection, Duration shift) throws SQLException {
    for (Part part : PARTS) {
      Database.fromParquet(connection, part.to(), part.shifted(shift), file(part));
    }
  }

  private Path file(Part part) {
    return folder.resolve(part.from() + ".parquet");
  }
}
