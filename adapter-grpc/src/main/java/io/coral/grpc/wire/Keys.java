package io.coral.grpc.wire;

/** The metadata keys of ErrorInfo. */
final class Keys {
  /** What to do instead, one sentence; with any reason. */
  static final String HINT = "hint";

  /** The argument that is wrong, and what is wrong with it. */
  static final String FIELD = "field";

  static final String REASON = "reason";

  /** The name that is unknown, and known names like it, a line each. */
  static final String NAME = "name";

  static final String NEAR_NAMES = "near_names";

  /** What there is no data of, and the ranges searched and holding the last data (RFC 3339). */
  static final String SUBJECT = "subject";

  static final String APPLIED_FROM = "applied_from";
  static final String APPLIED_TO = "applied_to";
  static final String LAST_FROM = "last_from";
  static final String LAST_TO = "last_to";

  /** What broke a rule of the SQL guard. */
  static final String DETAIL = "detail";

  /** Where in the statement: from 0, in UTF-16 code units, as strings are indexed in JavaScript. */
  static final String POSITION = "position";

  /** The same for people: both from 1, the column in characters. */
  static final String LINE = "line";

  static final String COLUMN = "column";

  /** The limit that was reached. */
  static final String LIMIT = "limit";

  /** The time that was allowed, as ISO 8601 writes durations. */
  static final String ALLOWED = "allowed";

  private Keys() {}
}
