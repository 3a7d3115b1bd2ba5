package io.coral.duckdb.sql;

/** One SELECT that the guard let through, as DuckDB wrote it from the judged tree. */
public final class GuardedSql {
  private final String text;

  /** Only for the guard: what holds a value of this type has been judged. */
  GuardedSql(String text) {
    this.text = text;
  }

  /** SQL without a semicolon at its end. */
  public String text() {
    return text;
  }

  @Override
  public String toString() {
    return text;
  }
}
