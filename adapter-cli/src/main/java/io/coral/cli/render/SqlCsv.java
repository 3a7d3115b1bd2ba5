package io.coral.cli.render;

import io.coral.domain.query.SqlHead;
import io.coral.domain.query.SqlStreamEnd;
import io.coral.domain.sql.SqlBatch;
import io.coral.domain.sql.SqlCells;
import io.coral.domain.sql.SqlColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Rows as records of CSV. */
final class SqlCsv implements SqlForm {
  private static final int FULL = 64 * 1024;

  private final Consumer<String> records;
  private final StringBuilder text = new StringBuilder();

  /**
   * @param records takes whole records, with their ends
   */
  SqlCsv(Consumer<String> records) {
    this.records = records;
  }

  @Override
  public void begin(SqlHead head) {
    CsvWriter.record(head.columns().stream().map(SqlColumn::name).map(Optional::of).toList(), text);
  }

  @Override
  public void rows(SqlBatch batch) {
    for (int row = 0; row < batch.rows(); row++) {
      List<Optional<String>> cells = new ArrayList<>(batch.columns().size());
      for (SqlCells column : batch.columns()) {
        cells.add(SqlCellText.csv(column.value(row)));
      }
      CsvWriter.record(cells, text);
      if (text.length() >= FULL) {
        send();
      }
    }
    send();
  }

  @Override
  public void end(SqlHead head, SqlStreamEnd end) {
    send();
  }

  @Override
  public void breakOff() {
    send();
  }

  private void send() {
    records.accept(text.toString());
    text.setLength(0);
  }
}
