package io.coral.cli.render;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** An answer for people. */
sealed interface TableForm {
  /** A single value, on a line of its own. */
  record Bare(String text) implements TableForm {
    public Bare {
      requireNonNull(text, "text is null");
    }
  }

  /**
   * Rows under headers.
   *
   * @param rows one cell a column each; cells may hold any text
   */
  record Grid(List<TableColumn> columns, List<List<String>> rows) implements TableForm {
    public Grid {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
    }
  }
}
