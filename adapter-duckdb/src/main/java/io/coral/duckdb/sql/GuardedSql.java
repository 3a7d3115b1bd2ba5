package io.coral.duckdb.sql;

import java.util.OptionalLong;

/** One SELECT that the guard let through, as DuckDB wrote it from the judged tree. */
public final class GuardedSql {
  private final String text;
  private final OptionalLong ownLimit;

  /** Only for the guard: what holds a value of this type has been judged. */
  GuardedSql(String text, OptionalLong ownLimit) {
    this.text = text;
    this.ownLimit = ownLimit;
  }

  /** SQL without a semicolon at its end. */
  public String text() {
    return text;
  }

  /** The LIMIT that the statement ends with, if it is a number. */
  public OptionalLong ownLimit() {
    return ownLimit;
  }

  @Override
  public String toString() {
    return text;
  }
}
