package io.coral.domain.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class SqlBatchTest {
  private static final SqlBatch BATCH =
      new SqlBatch(
          3,
          List.of(
              new SqlCells.Int64s(new long[] {1, 0, 3}, bits(1)),
              new SqlCells.Float64s(new double[] {1.5, 0, Double.NaN}, bits(1)),
              new SqlCells.Bools(new boolean[] {true, false, false}, bits(1)),
              new SqlCells.Timestamps(new long[] {-1, 0, 1_000_001}, bits(1)),
              new SqlCells.Texts(new String[] {"a", "", ""}, bits(1)),
              SqlCells.Mixed.of(
                  new SqlValue[] {
                    new SqlValue.ListOf(List.of()), new SqlValue.Null(), new SqlValue.Text("x")
                  },
                  3)));

  private static BitSet bits(int... set) {
    var bits = new BitSet();
    for (int bit : set) {
      bits.set(bit);
    }
    return bits;
  }

  @Test
  void row_hasTheValueOfEachColumn() {
    assertThat(BATCH.row(0))
        .containsExactly(
            new SqlValue.Int64(1),
            new SqlValue.Float64(1.5),
            new SqlValue.Bool(true),
            new SqlValue.Timestamp(Instant.parse("1969-12-31T23:59:59.999999Z")),
            new SqlValue.Text("a"),
            new SqlValue.ListOf(List.of()));
    assertThat(BATCH.row(2))
        .containsExactly(
            new SqlValue.Int64(3),
            new SqlValue.Float64(Double.NaN),
            new SqlValue.Bool(false),
            new SqlValue.Timestamp(Instant.parse("1970-01-01T00:00:01.000001Z")),
            new SqlValue.Text(""),
            new SqlValue.Text("x"));
  }

  @Test
  void row_ofNulls_isNotOfZeros() {
    assertThat(BATCH.row(1)).containsOnly(new SqlValue.Null());
    assertThat(BATCH.columns()).allSatisfy(cells -> assertThat(cells.isNull(1)).isTrue());
  }

  @Test
  void first_keepsTheFirstRows() {
    SqlBatch first = BATCH.first(2);

    assertThat(first.rows()).isEqualTo(2);
    assertThat(first.row(0)).isEqualTo(BATCH.row(0));
    assertThat(first.row(1)).isEqualTo(BATCH.row(1));
    assertThat(BATCH.first(0).columns()).allSatisfy(cells -> assertThat(cells.size()).isZero());
  }

  @Test
  void columns_ofAnotherLength_areRefused() {
    var two = new SqlCells.Int64s(new long[2], new BitSet());
    assertThatThrownBy(() -> new SqlBatch(3, List.of(two)))
        .hasMessage("a column has 2 cells for 3 rows");
  }
}
