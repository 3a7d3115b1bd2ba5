package io.coral.domain.sql;

import java.time.Duration;

/** Caps on what a statement may ask for. What exceeds one is refused before it runs. */
public final class SqlLimits {
  /** Characters of SQL text. */
  public static final int MAX_TEXT_LENGTH = 16 * 1024;

  /** Rows of an answer that comes as a whole, and of a stream if no more were asked for. */
  public static final int MAX_ROWS = 10_000;

  /** Rows of a stream, unless a colony is configured otherwise. */
  public static final long MAX_STREAM_ROWS = 10_000_000;

  /** Values for placeholders of one statement. */
  public static final int MAX_PARAMETERS = 99;

  /** Levels of nesting, of queries and expressions together. */
  public static final int MAX_DEPTH = 100;

  /** Joins in one statement. */
  public static final int MAX_JOINS = 16;

  /** Common table expressions in one statement. */
  public static final int MAX_CTES = 16;

  /** Arms of UNION, INTERSECT and EXCEPT in one statement. */
  public static final int MAX_SET_OPERATION_ARMS = 32;

  /** Items of one IN list. */
  public static final int MAX_IN_ITEMS = 1_000;

  /** Bytes of all cells of an answer, roughly. */
  public static final long MAX_RESULT_BYTES = 16L * 1024 * 1024;

  /** Bytes of one cell. */
  public static final int MAX_CELL_BYTES = 1024 * 1024;

  /** Bytes of one row of a stream. */
  public static final int MAX_STREAM_ROW_BYTES = 256 * 1024;

  /**
   * Time that a statement may take if the caller allows no less. For a stream, the time that its
   * reader takes does not count.
   */
  public static final Duration MAX_TIME = Duration.ofSeconds(30);

  private SqlLimits() {}
}
