package io.coral.cli.truth;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.SqlHead;
import io.coral.domain.query.SqlStreamEnd;
import io.coral.domain.query.StreamSql;
import io.coral.domain.sql.SqlBatch;
import io.coral.domain.sql.SqlStatement;
import io.coral.domain.sql.StreamLimit;
import io.coral.ports.ColonyQueries;
import io.coral.ports.SqlSink;
import io.vavr.control.Either;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Reads a stream of rows, more than are ever on their way, once it is told to go on. */
final class SlowReader implements SqlSink {
  static final long ROWS = 500_000;

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final CompletableFuture<Either<QueryFailure, SqlStreamEnd>> end;

  private SlowReader(ColonyQueries queries) {
    var question =
        new StreamSql(
            SqlStatement.of(
                "SELECT 'some text so that the rows of one batch take more than a few bytes'"
                    + " || b.j AS t FROM range(1000) a(i), range(500) b(j)"),
            new StreamLimit((int) ROWS));
    end = CompletableFuture.supplyAsync(() -> queries.streamSql(question, this));
  }

  /** Returns when rows have come. */
  static SlowReader begin(ColonyQueries queries) throws InterruptedException {
    var reader = new SlowReader(queries);
    if (!reader.begun.await(60, TimeUnit.SECONDS)) {
      throw new AssertionError("no rows came: " + reader.end);
    }
    return reader;
  }

  void goOn() {
    goOn.countDown();
  }

  Either<QueryFailure, SqlStreamEnd> awaitEnd() throws Exception {
    return end.get(60, TimeUnit.SECONDS);
  }

  @Override
  public void head(SqlHead head) {}

  @Override
  public boolean rows(SqlBatch batch) {
    begun.countDown();
    try {
      return goOn.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
