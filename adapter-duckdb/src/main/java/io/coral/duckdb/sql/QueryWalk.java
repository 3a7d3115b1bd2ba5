package io.coral.duckdb.sql;

import io.coral.domain.sql.SqlRefusal.Reason;
import java.util.List;
import java.util.Set;

/** Judges SELECT and set operations, with their common table expressions and modifiers. */
final class QueryWalk {
  private static final Set<String> SET_OPERATIONS =
      Set.of("UNION", "UNION_BY_NAME", "EXCEPT", "INTERSECT");
  private static final Set<String> MATERIALIZED =
      Set.of("CTE_MATERIALIZE_DEFAULT", "CTE_MATERIALIZE_ALWAYS", "CTE_MATERIALIZE_NEVER");
  private static final Set<String> GROUPINGS = Set.of("STANDARD_HANDLING", "FORCE_AGGREGATES");
  private static final Set<String> LIMIT_TYPES = Set.of("ROW_COUNT", "PERCENTAGE");

  /** Of a SELECT list, once stars have been replaced by what they stand for. */
  private static final int MAX_COLUMNS = 500;

  /** ROLLUP and CUBE multiply. */
  private static final int MAX_GROUPING_SETS = 64;

  private static final int MAX_SCANS = 48;

  private final TreeWalk walk;

  QueryWalk(TreeWalk walk) {
    this.walk = walk;
  }

  /** A statement, or a subquery, which the parser wraps as one. */
  Shape statement(Node node, Scope outer) {
    if (!node.items("named_param_map").isEmpty()) {
      throw node.refuse(
          Reason.SYNTAX_NOT_ALLOWED, "parameters", "write the values into the statement");
    }
    Shape shape = query(node.required("node"), outer);
    node.end();
    return shape;
  }

  Shape query(Node node, Scope outer) {
    walk.judgement().enterQuery(node);
    Scope scope = outer.query();
    String type = node.text("type");
    commonTableExpressions(node.required("cte_map"), scope);
    Shape shape =
        switch (type) {
          case "SELECT_NODE" -> select(node, scope);
          case "SET_OPERATION_NODE" -> setOperation(node, scope);
          case "RECURSIVE_CTE_NODE" ->
              throw node.refuse(
                  Reason.SYNTAX_NOT_ALLOWED, "WITH RECURSIVE", "ask without recursion");
          default -> throw node.refuse(Reason.NOT_A_SELECT, words(type), Hints.READ_ONLY);
        };
    node.end();
    walk.judgement().checkNodes(node, shape.nodes());
    walk.judgement().checkCount(node, (int) Math.min(shape.scans(), 1000), MAX_SCANS, "scans");
    walk.judgement().leaveQuery();
    return shape;
  }

  /** {@code DELETE} from {@code DELETE_QUERY_NODE}. */
  private static String words(String type) {
    return type.replace("_QUERY_NODE", "").replace("_NODE", "").replace('_', ' ');
  }

  private void commonTableExpressions(Node map, Scope scope) {
    for (Node entry : map.nodes("map")) {
      walk.judgement().countCte(entry);
      String name = entry.text("key");
      AllowedTables.checkCteName(entry, name);
      Node cte = entry.required("value");
      cte.texts("aliases");
      cte.oneOf("materialized", MATERIALIZED);
      Shape shape = query(cte.required("query_node"), scope);
      cte.end();
      entry.end();
      // Only now: its own body must not take the name for itself, but for what the catalog has.
      scope.addCte(name, shape);
    }
    map.end();
  }

  private Shape select(Node node, Scope scope) {
    Shape from = walk.tables().table(node.required("from_table"), scope);
    Size all = Size.NOTHING;
    long columns = 0;
    long widest = Size.SCALAR;
    for (Node item : node.nodes("select_list")) {
      Size size = walk.expressions().expression(item, scope);
      columns = Size.plus(columns, StarWalk.columns(item, scope));
      scope.addAlias(item.text("alias"), size);
      widest = Math.max(widest, size.bytes());
      all = all.and(size);
    }
    walk.judgement().checkCount(node, (int) Math.min(columns, 10_000), MAX_COLUMNS, "columns");
    for (String clause : List.of("where_clause", "having", "qualify")) {
      all = all.and(walk.expressions().optional(node, clause, scope));
    }
    all = all.and(walk.expressions().each(node, "group_expressions", scope));
    walk.judgement()
        .checkCount(node, node.items("group_sets").size(), MAX_GROUPING_SETS, "grouping sets");
    node.oneOf("aggregate_handling", GROUPINGS);
    all = all.and(modifiers(node, scope));
    return new Shape(columns, widest, Size.plus(from.nodes(), all.nodes()), from.scans());
  }

  private Shape setOperation(Node node, Scope scope) {
    node.oneOf("setop_type", SET_OPERATIONS);
    node.flag("setop_all");
    List<Node> arms = node.nodes("children");
    walk.judgement().countArms(node, arms.size());
    Shape shape = Shape.EMPTY;
    for (Node arm : arms) {
      shape = shape.or(query(arm, scope));
    }
    scope.addTable("", new Shape(shape.columns(), shape.bytes(), 0, 0));
    return shape.costing(modifiers(node, scope).nodes());
  }

  private Size modifiers(Node node, Scope scope) {
    Size all = Size.NOTHING;
    for (Node modifier : node.nodes("modifiers")) {
      String type = modifier.text("type");
      all =
          switch (type) {
            case "ORDER_MODIFIER" -> all.and(walk.expressions().orders(modifier, "orders", scope));
            case "DISTINCT_MODIFIER" ->
                all.and(walk.expressions().each(modifier, "distinct_on_targets", scope));
            case "LIMIT_MODIFIER" -> all.and(limit(modifier, scope));
            default ->
                throw modifier.refuse(Reason.SYNTAX_NOT_ALLOWED, words(type), Hints.syntax(type));
          };
      modifier.end();
    }
    return all;
  }

  private Size limit(Node modifier, Scope scope) {
    modifier.oneOf("limit_type", LIMIT_TYPES, "ROW_COUNT");
    return walk.expressions()
        .optional(modifier, "limit", scope)
        .and(walk.expressions().optional(modifier, "offset", scope));
  }
}
