package io.coral.cli.render;

import io.coral.cli.text.SafeText;
import io.coral.cli.text.TextWidth;
import java.util.ArrayList;
import java.util.List;

/** Writes tables whose lines never exceed a width. */
final class TableWriter {
  private final int width;
  private final boolean bold;

  /**
   * @param width columns of the terminal, at least 1
   * @param bold whether headers stand out
   */
  TableWriter(int width, boolean bold) {
    this.width = width;
    this.bold = bold;
  }

  /**
   * Lines without their ends.
   *
   * @param leftOut columns for which there was no room
   */
  record Written(List<String> lines, int leftOut) {}

  Written write(TableForm.Grid grid) {
    List<List<String>> safe =
        grid.rows().stream().map(row -> row.stream().map(SafeText::of).toList()).toList();
    List<TableColumn> columns =
        grid.columns().stream()
            .map(column -> new TableColumn(SafeText.of(column.header()), column.kind()))
            .toList();
    List<Integer> natural = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      int index = i;
      natural.add(
          TableLayout.natural(columns.get(i), safe.stream().map(row -> row.get(index)).toList()));
    }
    TableLayout layout = TableLayout.of(columns, natural, width);
    List<String> lines = new ArrayList<>();
    String header = line(layout, columns.stream().map(TableColumn::header).toList());
    lines.add(bold ? "\u001b[1m" + header + "\u001b[0m" : header);
    safe.forEach(row -> lines.add(line(layout, row)));
    return new Written(lines, layout.leftOut());
  }

  private static String line(TableLayout layout, List<String> cells) {
    var line = new StringBuilder();
    for (TableLayout.Placed placed : layout.shown()) {
      if (placed.index() > layout.shown().getFirst().index()) {
        line.append(" ".repeat(TableLayout.GAP));
      }
      String cell = TextWidth.cut(cells.get(placed.index()), placed.width());
      String padding = " ".repeat(placed.width() - TextWidth.of(cell));
      line.append(placed.column().isNumber() ? padding + cell : cell + padding);
    }
    return line.toString().stripTrailing();
  }
}
