package io.coral.cli.render;

import java.util.List;
import java.util.Optional;

/**
 * Writes RFC 4180: records end in CRLF; a cell that holds a comma, a quote or a line end is quoted,
 * and so is the empty text, to tell it from an absent value.
 *
 * <p>Cells that look like formulas stay as they are, since a changed cell would be a wrong value:
 * whoever opens strangers' names in a spreadsheet imports them as text.
 */
final class CsvWriter {
  private static final String END = "\r\n";

  private CsvWriter() {}

  static String write(CsvForm form) {
    var text = new StringBuilder();
    record(form.header().stream().map(Optional::of).toList(), text);
    form.rows().forEach(row -> record(row, text));
    return text.toString();
  }

  /**
   * Writes one record.
   *
   * @param text what it is appended to
   */
  static void record(List<Optional<String>> cells, StringBuilder text) {
    for (int i = 0; i < cells.size(); i++) {
      if (i > 0) {
        text.append(',');
      }
      cells.get(i).ifPresent(cell -> text.append(isPlain(cell) ? cell : quoted(cell)));
    }
    text.append(END);
  }

  private static boolean isPlain(String cell) {
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      if (c == ',' || c == '"' || c == '\r' || c == '\n') {
        return false;
      }
    }
    return !cell.isEmpty();
  }

  private static String quoted(String cell) {
    return '"' + cell.replace("\"", "\"\"") + '"';
  }
}
