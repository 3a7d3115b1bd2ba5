package io.coral.benchmarks.stream;

import io.coral.domain.query.SqlHead;
import io.coral.domain.query.StreamSql;
import io.coral.domain.sql.SqlBatch;
import io.coral.domain.sql.SqlCells;
import io.coral.domain.sql.SqlStatement;
import io.coral.domain.sql.StreamLimit;
import io.coral.grpc.client.GrpcColonyClients;
import io.coral.ports.ColonyEndpoint;
import io.coral.ports.SqlSink;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Reads every cell of a stream from a colony on a port of this machine, a few times over. */
public final class StreamReader {
  private StreamReader() {}

  /** Prints the rows per second of each round. Takes the port and the number of rounds. */
  public static void main(String[] arguments) {
    var address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
    try (var client = new GrpcColonyClients().connect(ColonyEndpoint.plain(address)).get()) {
      for (int round = 0; round < Integer.parseInt(arguments[1]); round++) {
        var sum = new Sum();
        long start = System.nanoTime();
        var end =
            client
                .queries()
                .streamSql(
                    new StreamSql(
                        SqlStatement.of(StreamedStatement.SQL),
                        new StreamLimit(StreamedStatement.ROWS)),
                    sum)
                .getOrElseThrow(failure -> new IllegalStateException(failure.message()));
        long nanos = System.nanoTime() - start;
        if (end.rows() != StreamedStatement.ROWS || end.truncated() || sum.total == 0) {
          throw new IllegalStateException("the stream brought " + end);
        }
        System.out.println(StreamedStatement.ROWS * 1_000_000_000L / nanos);
      }
    }
  }

  /** Looks at every cell. */
  private static final class Sum implements SqlSink {
    private double total;

    @Override
    public void head(SqlHead head) {}

    @Override
    public boolean rows(SqlBatch batch) {
      for (SqlCells cells : batch.columns()) {
        for (int row = 0; row < batch.rows(); row++) {
          total += cells.isNull(row) ? 0 : at(cells, row);
        }
      }
      return true;
    }

    private static double at(SqlCells cells, int row) {
      return switch (cells) {
        case SqlCells.Int64s whole -> whole.at(row);
        case SqlCells.Float64s numbers -> numbers.at(row);
        case SqlCells.Bools truths -> truths.at(row) ? 1 : 0;
        case SqlCells.Timestamps times -> times.at(row);
        case SqlCells.Texts texts -> texts.at(row).length();
        case SqlCells.Mixed mixed -> mixed.value(row).hashCode();
      };
    }
  }
}
