package io.coral.cli.render;

import static java.util.Objects.requireNonNull;

import io.coral.cli.text.SafeText;
import io.coral.cli.text.TextWidth;
import io.coral.domain.query.SqlHead;
import io.coral.domain.query.SqlStreamEnd;
import io.coral.domain.sql.SqlBatch;
import io.coral.domain.sql.SqlValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Rows as a table, which can be laid out only when all are there. */
final class SqlTable implements SqlForm {
  /** A character takes a column as a rule; those that take none are not many in one place. */
  private static final int CHARACTERS_PER_COLUMN = 8;

  private final int width;
  private final Consumer<TableForm.Grid> tables;
  private final List<List<String>> rows = new ArrayList<>();
  private boolean[] durations = {};
  private boolean[] numbers = {};

  /**
   * @param width of the longest line; no more of a cell is kept
   */
  SqlTable(int width, Consumer<TableForm.Grid> tables) {
    this.width = width;
    this.tables = requireNonNull(tables, "tables is null");
  }

  @Override
  public void begin(SqlHead head) {
    int columns = head.columns().size();
    durations = new boolean[columns];
    for (int i = 0; i < columns; i++) {
      durations[i] = SqlCellText.areNanoseconds(head.columns().get(i).name());
    }
    numbers = new boolean[columns];
    Arrays.fill(numbers, true);
  }

  @Override
  public void rows(SqlBatch batch) {
    for (int row = 0; row < batch.rows(); row++) {
      List<String> cells = new ArrayList<>(numbers.length);
      for (int i = 0; i < numbers.length; i++) {
        SqlValue value = batch.columns().get(i).value(row);
        numbers[i] &= SqlCellText.isNumber(value) || value instanceof SqlValue.Null;
        cells.add(shown(SqlCellText.readable(value, durations[i])));
      }
      rows.add(cells);
    }
  }

  private String shown(String cell) {
    int most = width * CHARACTERS_PER_COLUMN;
    String begin = cell.length() <= most ? cell : cell.substring(0, most) + "…";
    return TextWidth.cut(SafeText.of(begin), width);
  }

  @Override
  public void end(SqlHead head, SqlStreamEnd end) {
    List<TableColumn> columns = new ArrayList<>();
    for (int i = 0; i < numbers.length; i++) {
      String name = head.columns().get(i).name();
      boolean toTheRight = numbers[i] && !rows.isEmpty();
      columns.add(toTheRight ? TableColumn.number(name) : TableColumn.text(name));
    }
    tables.accept(new TableForm.Grid(columns, rows));
  }

  @Override
  public void breakOff() {
    // A table of some of the rows would look like one of all.
  }
}
