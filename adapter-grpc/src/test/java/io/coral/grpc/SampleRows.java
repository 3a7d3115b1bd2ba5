package io.coral.grpc;

import io.coral.domain.query.SqlHead;
import io.coral.domain.query.SqlStreamEnd;
import io.coral.domain.query.StreamSql;
import io.coral.domain.sql.SqlBatch;
import io.coral.domain.sql.SqlCells;
import io.coral.domain.sql.SqlColumn;
import io.coral.domain.sql.SqlStatement;
import io.coral.domain.sql.StreamLimit;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.stream.LongStream;

/** Streams of rows of one BIGINT column. */
public final class SampleRows {
  public static final StreamSql QUESTION =
      new StreamSql(SqlStatement.of("SELECT n FROM service_summary"), new StreamLimit(10_000_000));

  public static final SqlHead HEAD =
      new SqlHead(List.of(new SqlColumn("n", "BIGINT")), 10_000_000, SampleAnswers.MINUTE);

  private SampleRows() {}

  /** Rows that count up from {@code first}. */
  public static SqlBatch batch(long first, int rows) {
    return new SqlBatch(
        rows,
        List.of(
            new SqlCells.Int64s(LongStream.range(first, first + rows).toArray(), new BitSet(0))));
  }

  /** Rows of one text each. */
  public static SqlBatch texts(String... texts) {
    return new SqlBatch(texts.length, List.of(new SqlCells.Texts(texts, new BitSet(0))));
  }

  public static SqlStreamEnd end(long rows) {
    return new SqlStreamEnd(rows, false, Duration.ofMillis(3), List.of());
  }
}
