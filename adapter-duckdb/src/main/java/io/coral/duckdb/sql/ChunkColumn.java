package io.coral.duckdb.sql;

import io.coral.domain.sql.SqlCells;
import io.coral.domain.sql.SqlValue;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.duckdb.DuckDBReadableVector;

/** How a column is read from the engine's own vectors, without an object for each cell. */
enum ChunkColumn {
  INT64("BIGINT") {
    @Override
    SqlCells read(DuckDBReadableVector vector, int rows) {
      long[] values = new long[rows];
      BitSet nulls = new BitSet();
      for (int row = 0; row < rows; row++) {
        if (vector.isNull(row)) {
          nulls.set(row);
        } else {
          values[row] = vector.getLong(row);
        }
      }
      return new SqlCells.Int64s(values, nulls);
    }
  },
  FLOAT64("DOUBLE") {
    @Override
    SqlCells read(DuckDBReadableVector vector, int rows) {
      double[] values = new double[rows];
      BitSet nulls = new BitSet();
      for (int row = 0; row < rows; row++) {
        if (vector.isNull(row)) {
          nulls.set(row);
        } else {
          values[row] = vector.getDouble(row);
        }
      }
      return new SqlCells.Float64s(values, nulls);
    }
  },
  BOOL("BOOLEAN") {
    @Override
    SqlCells read(DuckDBReadableVector vector, int rows) {
      boolean[] values = new boolean[rows];
      BitSet nulls = new BitSet();
      for (int row = 0; row < rows; row++) {
        if (vector.isNull(row)) {
          nulls.set(row);
        } else {
          values[row] = vector.getBoolean(row);
        }
      }
      return new SqlCells.Bools(values, nulls);
    }
  },
  /** In microseconds, for the driver would make an object of each time. */
  TIMESTAMP("TIMESTAMP WITH TIME ZONE") {
    @Override
    String select(String column) {
      return "CASE WHEN isinf(%1$s) THEN CASE WHEN %1$s > to_timestamp(0) THEN %2$d ELSE -%2$d END"
              .formatted(column, INFINITY)
          + " ELSE epoch_us("
          + column
          + ") END";
    }

    @Override
    SqlCells read(DuckDBReadableVector vector, int rows) {
      long[] micros = new long[rows];
      BitSet nulls = new BitSet();
      boolean infinite = false;
      for (int row = 0; row < rows; row++) {
        if (vector.isNull(row)) {
          nulls.set(row);
        } else {
          micros[row] = vector.getLong(row);
          infinite |= Math.abs(micros[row]) == INFINITY;
        }
      }
      return infinite ? mixed(micros, nulls) : new SqlCells.Timestamps(micros, nulls);
    }

    private static SqlCells mixed(long[] micros, BitSet nulls) {
      SqlValue[] values = new SqlValue[micros.length];
      for (int row = 0; row < micros.length; row++) {
        values[row] = nulls.get(row) ? new SqlValue.Null() : time(micros[row]);
      }
      return SqlCells.Mixed.of(values, values.length);
    }

    private static SqlValue time(long micros) {
      if (Math.abs(micros) == INFINITY) {
        return new SqlValue.Text(micros > 0 ? "infinity" : "-infinity");
      }
      return new SqlValue.Timestamp(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }
  },
  TEXT("VARCHAR") {
    @Override
    SqlCells read(DuckDBReadableVector vector, int rows) {
      String[] values = new String[rows];
      BitSet nulls = new BitSet();
      for (int row = 0; row < rows; row++) {
        String value = vector.getString(row);
        if (value == null) {
          nulls.set(row);
          values[row] = "";
        } else {
          values[row] = value;
        }
      }
      return new SqlCells.Texts(values, nulls);
    }
  };

  /** Stands for an infinite time, which has no microseconds; no finite one is as far. */
  private static final long INFINITY = Long.MAX_VALUE;

  private static final List<String> WHOLE =
      List.of("TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT", "UINTEGER");

  private final String carrier;

  ChunkColumn(String carrier) {
    this.carrier = carrier;
  }

  /** Empty for what has no plain vector: bytes, and values inside values. */
  static Optional<ChunkColumn> of(ColumnType type) {
    String plain =
        WHOLE.contains(type.carrier())
            ? "BIGINT"
            : type.carrier().equals("FLOAT") ? "DOUBLE" : type.carrier();
    return Arrays.stream(values()).filter(column -> column.carrier.equals(plain)).findFirst();
  }

  /** The type to cast to. */
  String carrier() {
    return carrier;
  }

  /** What to select of a column that has this carrier. */
  String select(String column) {
    return column;
  }

  abstract SqlCells read(DuckDBReadableVector vector, int rows);
}
