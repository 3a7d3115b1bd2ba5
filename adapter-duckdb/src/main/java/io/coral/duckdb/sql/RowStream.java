package io.coral.duckdb.sql;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.SqlHead;
import io.coral.domain.query.SqlStreamEnd;
import io.coral.domain.sql.SqlBatch;
import io.coral.ports.SqlSink;
import io.vavr.control.Either;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Hands the rows of an open statement over as they come; while they are taken, the clock stands.
 */
final class RowStream {
  private final OpenStatement open;
  private final Lever lever;
  private final Deadline deadline;
  private final SqlSink sink;
  private final long limit;
  private long rows;
  private boolean truncated;

  RowStream(OpenStatement open, Lever lever, Deadline deadline, SqlSink sink, long limit) {
    this.open = open;
    this.lever = lever;
    this.deadline = deadline;
    this.sink = sink;
    this.limit = limit;
  }

  Either<QueryFailure, SqlStreamEnd> run() throws SQLException {
    try (BatchSource source = source()) {
      Optional<SqlBatch> batch = source.next(); // what fails at once fails before the head
      taken(
          () -> {
            sink.head(new SqlHead(open.columns(), limit, open.windows().widest()));
            return true;
          });
      while (batch.isPresent() && !truncated) {
        Optional<QueryFailure> reached = deadline.reached();
        if (reached.isPresent()) {
          return Either.left(reached.get());
        }
        SqlBatch fitting = fitting(batch.get());
        if (fitting.rows() > 0 && !taken(() -> sink.rows(fitting))) {
          return Either.left(new QueryFailure.Cancelled());
        }
        batch = truncated ? Optional.empty() : source.next();
      }
      return Either.right(
          new SqlStreamEnd(
              rows,
              truncated,
              deadline.used(),
              SqlNotes.of(open.windows(), limit, open.text().ownLimit(), truncated)));
    }
  }

  private BatchSource source() throws SQLException {
    Optional<BatchSource> chunks = ChunkBatches.open(open, lever, limit);
    return chunks.isPresent() ? chunks.get() : RowBatches.open(open, lever, limit);
  }

  /** The rows within the limit, beyond which one is asked for. */
  private SqlBatch fitting(SqlBatch batch) {
    long room = limit - rows;
    truncated = batch.rows() > room;
    SqlBatch fitting = truncated ? batch.first((int) room) : batch;
    rows += fitting.rows();
    return fitting;
  }

  private interface Taking {
    boolean take();
  }

  private boolean taken(Taking taking) {
    deadline.pause();
    try {
      return taking.take();
    } finally {
      deadline.resume();
    }
  }
}
