package io.coral.cli.render;

import static java.util.Objects.requireNonNull;

/**
 * A column of a table for people.
 *
 * @param header its title
 * @param kind what may happen to it where the table is too wide
 */
record TableColumn(String header, Kind kind) {
  TableColumn {
    requireNonNull(header, "header is null");
    requireNonNull(kind, "kind is null");
  }

  static TableColumn text(String header) {
    return new TableColumn(header, Kind.TEXT);
  }

  static TableColumn whole(String header) {
    return new TableColumn(header, Kind.WHOLE);
  }

  static TableColumn number(String header) {
    return new TableColumn(header, Kind.NUMBER);
  }

  static TableColumn extra(String header) {
    return new TableColumn(header, Kind.EXTRA);
  }

  static TableColumn extraNumber(String header) {
    return new TableColumn(header, Kind.EXTRA_NUMBER);
  }

  boolean isExtra() {
    return kind == Kind.EXTRA || kind == Kind.EXTRA_NUMBER;
  }

  boolean isNumber() {
    return kind == Kind.NUMBER || kind == Kind.EXTRA_NUMBER;
  }

  enum Kind {
    /** Shrinks; what is cut off is marked by an ellipsis. */
    TEXT,
    /** Text that is of no use in part, such as an id or a time. */
    WHOLE,
    /** To the right, and never cut: a cut number is another number. */
    NUMBER,
    /** Text shown only where there is room for all of the table. */
    EXTRA,
    /** A number shown only where there is room for all of the table. */
    EXTRA_NUMBER
  }
}
