package io.coral.duckdb.sql;

import java.util.List;

/**
 * A place where a judged statement reads a view.
 *
 * @param node its part of the tree
 * @param table the view
 * @param name what the rest of the statement calls it
 * @param since constants below which the statement's own WHERE wants no {@code timestamp}; often
 *     none
 */
record Scan(Json.Obj node, String table, String name, List<Json> since) {
  Scan {
    since = List.copyOf(since);
  }

  /** Whether this is the macro, which has no timestamp: it is read over the widest window. */
  boolean isMacro() {
    return table.equals(AllowedTables.PERCENTILES);
  }
}
