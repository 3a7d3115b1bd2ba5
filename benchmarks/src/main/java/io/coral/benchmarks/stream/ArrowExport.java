package io.coral.benchmarks.stream;

import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.duckdb.DuckDBResultSet;

/**
 * DuckDB's own export of the same rows, in process, every cell looked at: what there is to reach.
 */
public final class ArrowExport {
  private static final long BATCH = 2048;

  private ArrowExport() {}

  /**
   * Prints the rows per second of each round. Takes the number of rounds.
   *
   * @throws SQLException if DuckDB fails
   * @throws IOException if Arrow does
   */
  public static void main(String[] arguments) throws SQLException, IOException {
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        BufferAllocator allocator = new RootAllocator()) {
      for (int round = 0; round < Integer.parseInt(arguments[0]); round++) {
        long rows = 0;
        double total = 0;
        long start = System.nanoTime();
        try (var statement = connection.createStatement();
            var result =
                statement.executeQuery(StreamedStatement.SQL).unwrap(DuckDBResultSet.class);
            var reader = (ArrowReader) result.arrowExportStream(allocator, BATCH)) {
          while (reader.loadNextBatch()) {
            var root = reader.getVectorSchemaRoot();
            rows += root.getRowCount();
            for (FieldVector vector : root.getFieldVectors()) {
              total += sum(vector, root.getRowCount());
            }
          }
        }
        long nanos = System.nanoTime() - start;
        if (rows != StreamedStatement.ROWS || total == 0) {
          throw new IllegalStateException("the export brought " + rows + " rows");
        }
        System.out.println(rows * 1_000_000_000L / nanos);
      }
    }
  }

  private static double sum(FieldVector vector, int rows) {
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      sum += vector.isNull(row) ? 0 : at(vector, row);
    }
    return sum;
  }

  private static double at(FieldVector vector, int row) {
    return switch (vector) {
      case BigIntVector whole -> whole.get(row);
      case Float8Vector numbers -> numbers.get(row);
      case BitVector truths -> truths.get(row);
      case TimeStampMicroTZVector times -> times.get(row);
      case VarCharVector texts -> texts.getObject(row).toString().length();
      default -> throw new IllegalStateException("no column is a " + vector.getClass());
    };
  }
}
