package io.coral.cli.render;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * An answer for people. Each form says itself how it is written, rather than being told apart by a
 * switch, for which Java makes a class at run time: that is felt at a start.
 */
sealed interface TableForm {
  void on(Sheet sheet);

  /** What each form is written on. */
  interface Sheet {
    void bare(Bare form);

    void verbatim(Verbatim form);

    void outline(Outline form);

    void grid(Grid form);
  }

  /** A single value, on a line of its own. */
  record Bare(String text) implements TableForm {
    public Bare {
      requireNonNull(text, "text is null");
    }

    @Override
    public void on(Sheet sheet) {
      sheet.bare(this);
    }
  }

  /** A text as it is, over as many lines as it has. */
  record Verbatim(String text) implements TableForm {
    public Verbatim {
      requireNonNull(text, "text is null");
    }

    @Override
    public void on(Sheet sheet) {
      sheet.verbatim(this);
    }
  }

  /** Sections under headings. */
  record Outline(List<Section> sections) implements TableForm {
    public Outline {
      sections = List.copyOf(sections);
    }

    @Override
    public void on(Sheet sheet) {
      sheet.outline(this);
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

    @Override
    public void on(Sheet sheet) {
      sheet.grid(this);
    }
  }
}
