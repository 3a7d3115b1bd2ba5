package io.coral.cli.render;

/** How an answer is written. */
public enum OutputFormat {
  /** For people: fits the terminal, durations as people read them. */
  TABLE,
  /** For programs: one document, numbers exact, durations in nanoseconds. */
  JSON,
  /** For spreadsheets and programs: RFC 4180 with a header line. */
  CSV
}
