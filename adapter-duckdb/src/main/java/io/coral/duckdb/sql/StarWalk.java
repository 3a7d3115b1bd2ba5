package io.coral.duckdb.sql;

/** Judges what stands for columns without naming each: stars, COLUMNS and positions. */
final class StarWalk {
  private final TreeWalk walk;

  StarWalk(TreeWalk walk) {
    this.walk = walk;
  }

  /** How many columns an item of a SELECT list gives. */
  static long columns(Node item, Scope scope) {
    return item.text("class").equals("STAR") ? scope.from().columns() : 1;
  }

  Size star(Node node, Scope scope) {
    node.text("relation_name");
    node.texts("exclude_list");
    node.flag("columns");
    // COLUMNS takes a pattern or a lambda over the names.
    Size chosen = walk.expressions().optional(node, "expr", scope);
    for (Node replaced : node.nodes("replace_list")) {
      replaced.text("key");
      chosen = chosen.and(walk.expressions().expression(replaced.required("value"), scope));
      replaced.end();
    }
    for (Node excluded : node.nodes("qualified_exclude_list")) {
      qualifiedColumn(excluded);
    }
    for (Node renamed : node.nodes("rename_list")) {
      qualifiedColumn(renamed.required("key"));
      renamed.text("value");
      renamed.end();
    }
    Shape from = scope.from();
    long widest = Math.max(from.bytes(), chosen.bytes());
    return new Size(Size.plus(from.columns(), chosen.nodes()), widest, chosen.lambda());
  }

  private static void qualifiedColumn(Node node) {
    node.text("catalog");
    node.text("schema");
    node.text("table");
    node.text("column");
    node.end();
  }

  static Size positional(Node node, Scope scope) {
    node.number("index");
    return new Size(1, scope.from().bytes(), false);
  }
}
