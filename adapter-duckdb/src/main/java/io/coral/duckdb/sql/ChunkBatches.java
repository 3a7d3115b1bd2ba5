package io.coral.duckdb.sql;

import io.coral.domain.sql.SqlBatch;
import io.coral.domain.sql.SqlCells;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;

/**
 * Rows of plain types, read from the engine's own vectors: several times as fast as by rows.
 *
 * <p>The driver ends such a result silently where the statement fails. So the engine adds a last
 * row that says that it is the last; where that is missing, {@link HiddenErrors} has what failed.
 */
final class ChunkBatches implements BatchSource {
  private final OpenStatement open;
  private final Lever lever;
  private final List<ChunkColumn> columns;
  private final String sql;
  private final DuckDBPreparedStatement statement;
  private final DuckDBChunkedResult result;
  private boolean ended;

  private ChunkBatches(
      OpenStatement open,
      Lever lever,
      List<ChunkColumn> columns,
      String sql,
      DuckDBPreparedStatement statement,
      DuckDBChunkedResult result) {
    this.open = open;
    this.lever = lever;
    this.columns = columns;
    this.sql = sql;
    this.statement = statement;
    this.result = result;
  }

  /** Empty if a column has no plain type. */
  static Optional<BatchSource> open(OpenStatement open, Lever lever, long limit)
      throws SQLException {
    List<ChunkColumn> columns =
        open.types().stream().flatMap(type -> ChunkColumn.of(type).stream()).toList();
    if (columns.size() < open.types().size()) {
      return Optional.empty();
    }
    String sql = withLastRow(open, columns, limit);
    DuckDBPreparedStatement statement =
        open.connection().prepareStatement(sql).unwrap(DuckDBPreparedStatement.class);
    try {
      lever.runs(statement);
      return Optional.of(new ChunkBatches(open, lever, columns, sql, statement, statement.query()));
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }

  private static String withLastRow(OpenStatement open, List<ChunkColumn> columns, long limit) {
    List<String> selected = new ArrayList<>();
    List<String> absent = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      selected.add(columns.get(i).select("c" + i));
      absent.add("NULL");
    }
    return """
    SELECT %s, false AS coral_last FROM (
    %s)
    UNION ALL SELECT %s, true"""
        .formatted(
            String.join(", ", selected),
            LimitedSql.streamed(open, columns.stream().map(ChunkColumn::carrier).toList(), limit),
            String.join(", ", absent));
  }

  @Override
  public Optional<SqlBatch> next() throws SQLException {
    while (!ended) {
      boolean more;
      try {
        more = result.nextChunk();
      } catch (IllegalStateException e) {
        throw new SQLException("INTERRUPT Error: the connection was closed", e);
      }
      if (!more) {
        throw failure();
      }
      DuckDBDataChunkReader chunk = result.chunk();
      int rows = (int) chunk.rowCount();
      ended = rows > 0 && chunk.vector(columns.size()).getBoolean(rows - 1);
      int ours = ended ? rows - 1 : rows;
      if (ours > 0) {
        return Optional.of(batch(chunk, ours));
      }
    }
    return Optional.empty();
  }

  private SqlBatch batch(DuckDBDataChunkReader chunk, int rows) {
    List<SqlCells> cells = new ArrayList<>(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      cells.add(columns.get(i).read(chunk.vector(i), rows));
    }
    return new SqlBatch(rows, cells);
  }

  /** Why the rows ended early, or an error that says that nobody knows. */
  private SQLException failure() {
    var shown = new SQLException("the rows ended before the last");
    return HiddenErrors.behind(shown, open, lever, sql, columns.size() + 1);
  }

  @Override
  public void close() throws SQLException {
    try (statement) {
      result.close();
    }
  }
}
