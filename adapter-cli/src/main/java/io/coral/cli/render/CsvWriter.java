package io.coral.cli.render;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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
    text.append(record(form.header().stream().map(Optional::of).toList())).append(END);
    form.rows().forEach(row -> text.append(record(row)).append(END));
    return text.toString();
  }

  private static String record(List<Optional<String>> cells) {
    return cells.stream()
        .map(cell -> cell.map(CsvWriter::quoted).orElse(""))
        .collect(Collectors.joining(","));
  }

  private static String quoted(String cell) {
    boolean plain =
        !cell.isEmpty()
            && cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
