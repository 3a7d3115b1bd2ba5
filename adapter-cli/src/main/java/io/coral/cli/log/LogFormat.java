package io.coral.cli.log;

/** How lines of a log look. */
public enum LogFormat {
  /** For people. */
  TEXT,
  /** One JSON object on each line. */
  JSON
}
