package io.coral.duckdb.sql;

import java.util.OptionalLong;

/** One SELECT that the guard let through, as DuckDB wrote it from the judged tree. */
public final class GuardedSql {
  private final String text;
  private final Json tree;

  /** Only for the guard: what holds a value of this type has been judged. */
  GuardedSql(String text, Json tree) {
    this.text = text;
    this.tree = tree;
  }

  /** SQL without a semicolon at its end. */
  public String text() {
    return text;
  }

  /** The LIMIT that the statement ends with, if it is a number. */
  public OptionalLong ownLimit() {
    return OwnLimit.of(tree);
  }

  /** The tree that was judged. */
  Json tree() {
    return tree;
  }

  @Override
  public String toString() {
    return text;
  }
}
