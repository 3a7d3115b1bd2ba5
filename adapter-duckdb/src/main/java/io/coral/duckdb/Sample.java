package io.coral.duckdb;

import static io.coral.duckdb.schema.store.Tables.DURATION_BUCKET;
import static io.coral.duckdb.schema.store.Tables.METRIC_BUCKET;
import static io.coral.duckdb.schema.store.Tables.METRIC_DELTA;
import static io.coral.duckdb.schema.store.Tables.SENDER;
import static io.coral.duckdb.schema.store.Tables.SERVICE_DELTA;
import static io.coral.duckdb.schema.store.Tables.STREAM;
import static io.coral.duckdb.schema.store.Tables.TRACE_DELTA;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;

/**
 * The deltas of a colony as Parquet files, one for each table, that load in an instant. Requests
 * are not remembered in it: nobody imports into a sample.
 */
final class Sample {
  private static final List<Table<?>> TABLES =
      List.of(
          SENDER, STREAM, SERVICE_DELTA, DURATION_BUCKET, TRACE_DELTA, METRIC_DELTA, METRIC_BUCKET);

  private static final List<TableField<?, Long>> MINUTES =
      List.of(
          SERVICE_DELTA.MINUTE,
          DURATION_BUCKET.MINUTE,
          TRACE_DELTA.MINUTE,
          METRIC_DELTA.MINUTE,
          METRIC_BUCKET.MINUTE);

  private static final List<TableField<?, Long>> INSTANTS =
      List.of(TRACE_DELTA.FIRST_START_NS, TRACE_DELTA.LAST_END_NS, TRACE_DELTA.LEAD_START_NS);

  private final Path folder;

  Sample(Path folder) {
    this.folder = folder.toAbsolutePath();
  }

  /** Whether every file of a sample is there. */
  boolean isWhole() {
    return TABLES.stream().allMatch(table -> Files.isRegularFile(file(table)));
  }

  /**
   * Writes all deltas, sorted, so that the same database gives the same bytes.
   *
   * @param connection may write files, and uses one thread
   */
  void write(DuckDBConnection connection) throws IOException, SQLException {
    Files.createDirectories(folder);
    var dsl = DSL.using(connection, SQLDialect.DUCKDB);
    for (Table<?> table : TABLES) {
      Database.toParquet(
          connection,
          dsl.renderInlined(dsl.selectFrom(table).orderBy(table.fields())),
          file(table));
    }
  }

  /**
   * Adds the sample's deltas to an empty database.
   *
   * @param connection may read files
   * @param shift added to all times, whole minutes
   */
  void read(DuckDBConnection connection, Duration shift) {
    var dsl = DSL.using(connection, SQLDialect.DUCKDB);
    for (Table<?> table : TABLES) {
      dsl.insertInto(table)
          .select(dsl.select(shifted(table, shift)).from(Database.parquet(file(table))))
          .execute();
    }
  }

  private static List<Field<?>> shifted(Table<?> table, Duration shift) {
    return Arrays.stream(table.fields()).<Field<?>>map(column -> shifted(column, shift)).toList();
  }

  private static Field<?> shifted(Field<?> column, Duration shift) {
    if (MINUTES.contains(column)) {
      return field(name(column.getName()), Long.class).plus(inline(shift.toMinutes()));
    }
    if (INSTANTS.contains(column)) {
      return field(name(column.getName()), Long.class).plus(inline(shift.toNanos()));
    }
    return field(name(column.getName()), column.getDataType());
  }

  private Path file(Table<?> table) {
    return folder.resolve(table.getName() + ".parquet");
  }
}
