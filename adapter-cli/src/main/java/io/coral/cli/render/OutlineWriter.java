package io.coral.cli.render;

import io.coral.cli.text.SafeText;
import io.coral.cli.text.TextWidth;
import java.util.ArrayList;
import java.util.List;

/** Writes sections of rows whose last cell is prose, continued below itself where it is long. */
final class OutlineWriter {
  private static final String INDENT = "  ";
  private static final int GAP = 2;

  /** Of a cell that is not the last. */
  private static final int WIDEST = 30;

  /** Narrower, prose cannot be read. */
  private static final int NARROWEST_PROSE = 20;

  private final int width;
  private final boolean bold;

  /**
   * @param width columns of the terminal
   * @param bold whether headings stand out
   */
  OutlineWriter(int width, boolean bold) {
    this.width = width;
    this.bold = bold;
  }

  /** Lines without their ends. */
  List<String> write(TableForm.Outline outline) {
    List<String> lines = new ArrayList<>();
    for (TableForm.Section section : outline.sections()) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      for (String heading : wrapped(section.heading(), width)) {
        lines.add(bold ? "\u001b[1m" + heading + "\u001b[0m" : heading);
      }
      rows(section.rows(), lines);
    }
    return lines;
  }

  private void rows(List<List<String>> rows, List<String> lines) {
    List<Integer> widths = widths(rows);
    int before = INDENT.length() + widths.stream().mapToInt(cell -> cell + GAP).sum();
    for (List<String> row : rows) {
      var line = new StringBuilder(INDENT);
      for (int i = 0; i < widths.size(); i++) {
        String cell = TextWidth.cut(SafeText.of(row.get(i)), WIDEST);
        line.append(cell).append(" ".repeat(widths.get(i) - TextWidth.of(cell) + GAP));
      }
      for (String prose : wrapped(row.getLast(), Math.max(NARROWEST_PROSE, width - before))) {
        lines.add(line.append(prose).toString().stripTrailing());
        line = new StringBuilder(" ".repeat(before));
      }
    }
  }

  /** Of all cells but the last. */
  private static List<Integer> widths(List<List<String>> rows) {
    List<Integer> widths = new ArrayList<>();
    int cells = rows.isEmpty() ? 0 : rows.getFirst().size() - 1;
    for (int i = 0; i < cells; i++) {
      int index = i;
      int widest =
          rows.stream().mapToInt(row -> TextWidth.of(SafeText.of(row.get(index)))).max().orElse(0);
      widths.add(Math.min(WIDEST, widest));
    }
    return widths;
  }

  /** At least one line, broken between words. */
  private static List<String> wrapped(String prose, int room) {
    List<String> lines = new ArrayList<>();
    var line = new StringBuilder();
    for (String word : SafeText.of(prose).split(" ", -1)) {
      String fitting = TextWidth.cut(word, room);
      if (!line.isEmpty() && TextWidth.of(line.toString()) + 1 + TextWidth.of(fitting) > room) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(fitting);
    }
    lines.add(line.toString());
    return lines;
  }
}
