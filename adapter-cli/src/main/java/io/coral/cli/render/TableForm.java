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

  /** A text as it is, over as many lines as it has. */
  record Verbatim(String text) implements TableForm {
    public Verbatim {
      requireNonNull(text, "text is null");
    }
  }

  /** Sections under headings. */
  record Outline(List<Section> sections) implements TableForm {
    public Outline {
      sections = List.copyOf(sections);
    }
  }

  /**
   * A part of an outline.
   *
   * @param rows of equal lengths; the last cell of each is prose
   */
  record Section(String heading, List<List<String>> rows) {
    public Section {
      requireNonNull(heading, "heading is null");
      rows = rows.stream().map(List::copyOf).toList();
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
