package io.coral.cli.render;

import java.util.List;
import java.util.Optional;

/**
 * An answer as CSV.
 *
 * @param header names of the columns
 * @param rows one cell a column each; empty for what is absent, which is not the empty text
 */
record CsvForm(List<String> header, List<List<Optional<String>>> rows) {
  CsvForm {
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
  }
}
