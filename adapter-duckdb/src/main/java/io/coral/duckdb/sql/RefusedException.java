package io.coral.duckdb.sql;

import io.coral.domain.sql.SqlRefusal;

/**
 * Carries a refusal up out of the recursion over a tree. Never leaves the guard, which turns it
 * into a value.
 */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient SqlRefusal refusal;

  RefusedException(SqlRefusal refusal) {
    super(refusal.message(), null, false, false);
    this.refusal = refusal;
  }

  SqlRefusal refusal() {
    return refusal;
  }
}
