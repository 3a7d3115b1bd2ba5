package io.coral.duckdb.sql;

import io.coral.domain.sql.SqlRefusal.Reason;
import java.util.List;
import java.util.Set;

/** What can be read. Everything else that the catalog holds is out of reach. */
final class AllowedTables {
  private static final Set<String> VIEWS =
      Set.of("service_summary", "trace_summary", "system_metrics_rollup");

  static final String PERCENTILES = "service_percentiles";

  private static final List<String> NAMES =
      List.of("service_summary", "trace_summary", "system_metrics_rollup", PERCENTILES + "(q)");

  /** Prefixes and names of the catalog's own views, which a CTE must not take. */
  private static final List<String> CATALOG_PREFIXES =
      List.of("duckdb_", "pg_", "sqlite_", "pragma_", "information_schema");

  private AllowedTables() {}

  /** Refuses a path that does not lead to one of the views. */
  static void check(Node node, List<String> path) {
    boolean known =
        switch (path.size()) {
          case 1 -> isView(path.get(0));
          case 2 -> Names.folded(path.get(0)).equals("main") && isView(path.get(1));
          default -> false;
        };
    if (!known) {
      String asked = String.join(".", path);
      throw node.refuse(Reason.TABLE_NOT_ALLOWED, asked, hint(path));
    }
  }

  /** Refuses a CTE whose name is not plain or would hide something that has that name. */
  static void checkCteName(Node node, String name) {
    String folded = Names.folded(name);
    boolean taken =
        isView(name)
            || folded.equals(PERCENTILES)
            || CATALOG_PREFIXES.stream().anyMatch(folded::startsWith);
    if (taken || !Names.isPlain(name)) {
      throw node.refuse(
          Reason.SYNTAX_NOT_ALLOWED,
          "WITH " + name,
          "give the common table expression a name of letters, digits and underscores that no table"
              + " has");
    }
  }

  static boolean isView(String name) {
    return VIEWS.contains(Names.folded(name));
  }

  private static String hint(List<String> path) {
    String last = path.isEmpty() ? "" : path.get(path.size() - 1);
    String all = "the tables are " + String.join(", ", NAMES);
    return Names.nearest(last, VIEWS, all);
  }
}
