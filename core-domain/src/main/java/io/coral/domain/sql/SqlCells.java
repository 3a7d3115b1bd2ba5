package io.coral.domain.sql;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The cells of one column of a {@link SqlBatch}, held as plainly as their type allows: an object a
 * cell is what makes millions of rows slow. Whoever makes one gives its arrays away.
 *
 * <p>Unlike {@link #value}, the typed accessors mean nothing where {@link #isNull} holds.
 */
public sealed interface SqlCells {
  /** How many. */
  int size();

  /** Whether a cell is SQL NULL. */
  boolean isNull(int row);

  /** A cell by itself. */
  SqlValue value(int row);

  /**
   * The first cells.
   *
   * @param rows how many, at most {@link #size}
   */
  SqlCells first(int rows);

  /** Any integer type that fits 64 bits. */
  final class Int64s extends Nullable implements SqlCells {
    private final long[] values;

    public Int64s(long[] values, BitSet nulls) {
      super(nulls);
      this.values = requireNonNull(values, "values is null");
    }

    @Override
    public int size() {
      return values.length;
    }

    public long at(int row) {
      return values[row];
    }

    @Override
    public SqlCells first(int rows) {
      return new Int64s(Arrays.copyOf(values, rows), nulls().get(0, rows));
    }

    @Override
    SqlValue present(int row) {
      return new SqlValue.Int64(values[row]);
    }
  }

  /** FLOAT and DOUBLE. */
  final class Float64s extends Nullable implements SqlCells {
    private final double[] values;

    public Float64s(double[] values, BitSet nulls) {
      super(nulls);
      this.values = requireNonNull(values, "values is null");
    }

    @Override
    public int size() {
      return values.length;
    }

    public double at(int row) {
      return values[row];
    }

    @Override
    public SqlCells first(int rows) {
      return new Float64s(Arrays.copyOf(values, rows), nulls().get(0, rows));
    }

    @Override
    SqlValue present(int row) {
      return new SqlValue.Float64(values[row]);
    }
  }

  /** BOOLEAN. */
  final class Bools extends Nullable implements SqlCells {
    private final boolean[] values;

    public Bools(boolean[] values, BitSet nulls) {
      super(nulls);
      this.values = requireNonNull(values, "values is null");
    }

    @Override
    public int size() {
      return values.length;
    }

    public boolean at(int row) {
      return values[row];
    }

    @Override
    public SqlCells first(int rows) {
      return new Bools(Arrays.copyOf(values, rows), nulls().get(0, rows));
    }

    @Override
    SqlValue present(int row) {
      return new SqlValue.Bool(values[row]);
    }
  }

  /** TIMESTAMP WITH TIME ZONE, finite. */
  final class Timestamps extends Nullable implements SqlCells {
    private final long[] micros;

    /**
     * @param micros since 1970
     */
    public Timestamps(long[] micros, BitSet nulls) {
      super(nulls);
      this.micros = requireNonNull(micros, "micros is null");
    }

    @Override
    public int size() {
      return micros.length;
    }

    /** Microseconds since 1970. */
    public long at(int row) {
      return micros[row];
    }

    @Override
    public SqlCells first(int rows) {
      return new Timestamps(Arrays.copyOf(micros, rows), nulls().get(0, rows));
    }

    @Override
    SqlValue present(int row) {
      return new SqlValue.Timestamp(Instant.EPOCH.plus(micros[row], ChronoUnit.MICROS));
    }
  }

  /** VARCHAR, and what is carried as text. */
  final class Texts extends Nullable implements SqlCells {
    private final String[] values;

    /**
     * @param values anything where {@code nulls} has a bit
     */
    public Texts(String[] values, BitSet nulls) {
      super(nulls);
      this.values = requireNonNull(values, "values is null");
    }

    @Override
    public int size() {
      return values.length;
    }

    public String at(int row) {
      return values[row];
    }

    @Override
    public SqlCells first(int rows) {
      return new Texts(Arrays.copyOf(values, rows), nulls().get(0, rows));
    }

    @Override
    SqlValue present(int row) {
      return new SqlValue.Text(values[row]);
    }
  }

  /**
   * Cells of any kind, each an object of its own.
   *
   * @param values one for each row
   */
  record Mixed(List<SqlValue> values) implements SqlCells {
    public Mixed {
      values = List.copyOf(values);
    }

    /** The first cells of an array. */
    public static Mixed of(SqlValue[] values, int rows) {
      return new Mixed(Arrays.asList(values).subList(0, rows));
    }

    @Override
    public SqlCells first(int rows) {
      return new Mixed(values.subList(0, rows));
    }

    @Override
    public int size() {
      return values.size();
    }

    @Override
    public boolean isNull(int row) {
      return values.get(row) instanceof SqlValue.Null;
    }

    @Override
    public SqlValue value(int row) {
      return values.get(row);
    }
  }

  /** What the typed columns share: some of their cells are NULL. */
  abstract sealed class Nullable permits Int64s, Float64s, Bools, Timestamps, Texts {
    private static final SqlValue NULL = new SqlValue.Null();

    private final BitSet nulls;

    private Nullable(BitSet nulls) {
      this.nulls = requireNonNull(nulls, "nulls is null");
    }

    abstract SqlValue present(int row);

    public final boolean isNull(int row) {
      return nulls.get(row);
    }

    public final SqlValue value(int row) {
      return nulls.get(row) ? NULL : present(row);
    }

    /** A bit for each cell that is NULL; not to be changed. */
    public final BitSet nulls() {
      return nulls;
    }
  }
}
