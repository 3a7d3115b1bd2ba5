package io.coral.duckdb.sql;

import io.coral.domain.sql.SqlLimits;
import io.coral.domain.sql.SqlRefusal.Reason;
import java.util.List;
import java.util.Set;

/** Judges expressions, and bounds what each costs. */
final class ExpressionWalk {
  private static final Set<String> COMPARISONS =
      Set.of(
          "COMPARE_EQUAL",
          "COMPARE_NOTEQUAL",
          "COMPARE_LESSTHAN",
          "COMPARE_GREATERTHAN",
          "COMPARE_LESSTHANOREQUALTO",
          "COMPARE_GREATERTHANOREQUALTO",
          "COMPARE_DISTINCT_FROM",
          "COMPARE_NOT_DISTINCT_FROM");
  private static final Set<String> TESTS =
      Set.of(
          "OPERATOR_NOT",
          "OPERATOR_IS_NULL",
          "OPERATOR_IS_NOT_NULL",
          "COMPARE_IN",
          "COMPARE_NOT_IN",
          "GROUPING_FUNCTION");
  private static final Set<String> PICKS =
      Set.of("OPERATOR_COALESCE", "OPERATOR_TRY", "ARRAY_EXTRACT", "ARRAY_SLICE", "STRUCT_EXTRACT");
  private static final Set<String> SUBQUERIES = Set.of("SCALAR", "EXISTS", "NOT_EXISTS", "ANY");
  private static final Set<String> COLLATIONS =
      Set.of("nocase", "noaccent", "nocase.noaccent", "binary");
  private static final Set<String> ORDERS = Set.of("ORDER_DEFAULT", "ASCENDING", "DESCENDING");
  private static final Set<String> NULL_ORDERS =
      Set.of("ORDER_DEFAULT", "NULLS FIRST", "NULLS LAST");

  /** Words that read like columns and are functions; these tell about the process. */
  private static final Set<String> SESSION_WORDS =
      Set.of(
          "user",
          "current_user",
          "session_user",
          "current_role",
          "current_catalog",
          "current_schema",
          "current_database",
          "current_setting");

  private final TreeWalk walk;

  ExpressionWalk(TreeWalk walk) {
    this.walk = walk;
  }

  Size expression(Node node, Scope scope) {
    walk.judgement().enter(node);
    String type = node.text("type");
    node.text("alias");
    Size size =
        switch (node.text("class")) {
          case "COLUMN_REF" -> column(node, scope);
          case "CONSTANT" -> Literals.constant(node);
          case "FUNCTION" -> walk.functions().call(node, scope);
          case "WINDOW" -> walk.functions().window(node, type, scope);
          case "COMPARISON" -> comparison(node, type, scope);
          case "CONJUNCTION" -> test(each(node, "children", scope));
          case "OPERATOR" -> operator(node, type, scope);
          case "BETWEEN" -> between(node, scope);
          case "CASE" -> cases(node, scope);
          case "CAST" -> cast(node, scope);
          case "COLLATE" -> collate(node, scope);
          case "SUBQUERY" -> subquery(node, scope);
          case "STAR" -> walk.stars().star(node, scope);
          case "POSITIONAL_REFERENCE" -> StarWalk.positional(node, scope);
          case "LAMBDA" ->
              throw node.refuse(
                  Reason.SYNTAX_NOT_ALLOWED, "lambda", "the tables hold no JSON to take apart");
          case "PARAMETER" ->
              throw node.refuse(
                  Reason.SYNTAX_NOT_ALLOWED, "parameter", "write the value into the statement");
          default ->
              throw node.refuse(
                  Reason.SYNTAX_NOT_ALLOWED,
                  type.replace('_', ' ').replace("VALUE ", ""),
                  Hints.syntax(type));
        };
    node.end();
    walk.judgement().checkNodes(node, size.nodes());
    walk.judgement().leave();
    return size;
  }

  /** An expression that may be absent. */
  Size optional(Node node, String field, Scope scope) {
    Size size = Size.NOTHING;
    for (Node found : node.node(field).stream().toList()) {
      size = expression(found, scope);
    }
    return size;
  }

  Size each(Node node, String field, Scope scope) {
    Size all = Size.NOTHING;
    for (Node item : node.nodes(field)) {
      all = all.and(expression(item, scope));
    }
    return all;
  }

  Size orders(Node node, String field, Scope scope) {
    Size all = Size.NOTHING;
    for (Node order : node.nodes(field)) {
      order.oneOf("type", ORDERS);
      order.oneOf("null_order", NULL_ORDERS);
      all = all.and(expression(order.required("expression"), scope));
      order.end();
    }
    return all;
  }

  /** An argument of a function, the only place for a lambda. */
  Size argument(Node node, Size before, Scope scope) {
    return node.text("class").equals("LAMBDA")
        ? walk.lambdas().lambda(node, before, scope)
        : expression(node, scope);
  }

  private Size column(Node node, Scope scope) {
    List<String> parts = node.texts("column_names");
    String first = parts.isEmpty() ? "" : parts.get(0);
    if (parts.size() == 1 && SESSION_WORDS.contains(Names.folded(first))) {
      throw node.refuse(Reason.FUNCTION_NOT_ALLOWED, first, Hints.function("current_"));
    }
    return scope.column(first);
  }

  private Size comparison(Node node, String type, Scope scope) {
    if (!COMPARISONS.contains(type)) {
      throw node.refuse(Reason.SYNTAX_NOT_ALLOWED, type, Hints.syntax(type));
    }
    return test(
        expression(node.required("left"), scope).and(expression(node.required("right"), scope)));
  }

  private Size operator(Node node, String type, Scope scope) {
    if (!TESTS.contains(type) && !PICKS.contains(type)) {
      throw node.refuse(
          Reason.SYNTAX_NOT_ALLOWED, type.replace("OPERATOR_", ""), Hints.syntax(type));
    }
    int most = SqlLimits.MAX_IN_ITEMS + 1;
    walk.judgement().checkCount(node, node.items("children").size(), most, "items of IN");
    Size size = each(node, "children", scope);
    return TESTS.contains(type) ? test(size) : size.and(new Size(1, 0, false));
  }

  private Size between(Node node, Scope scope) {
    return test(
        expression(node.required("input"), scope)
            .and(expression(node.required("lower"), scope))
            .and(expression(node.required("upper"), scope)));
  }

  private Size cases(Node node, Scope scope) {
    Size size = optional(node, "else_expr", scope).and(new Size(1, 0, false));
    for (Node check : node.nodes("case_checks")) {
      size = size.and(expression(check.required("when_expr"), scope).withBytes(0));
      size = size.or(expression(check.required("then_expr"), scope));
      check.end();
    }
    return size;
  }

  private Size cast(Node node, Scope scope) {
    node.flag("try_cast");
    Size size = expression(node.required("child"), scope).and(new Size(1, 0, false));
    if (!walk.types().type(node.required("type_expr"))) {
      return size.withBytes(Size.SCALAR);
    }
    // Nested values and bytes are written with quotes and escapes.
    long bytes = Size.plus(32, Size.times(4, size.bytes()));
    walk.judgement().countBuilt(node, bytes);
    return size.withBytes(bytes);
  }

  private Size collate(Node node, Scope scope) {
    node.oneOf("collation", COLLATIONS);
    return expression(node.required("child"), scope);
  }

  private Size subquery(Node node, Scope scope) {
    walk.judgement().countSubquery(node);
    String type = node.oneOf("subquery_type", SUBQUERIES);
    String comparison = node.text("comparison_type");
    if (!comparison.equals("INVALID") && !COMPARISONS.contains(comparison)) {
      throw node.refuse(Reason.SYNTAX_NOT_ALLOWED, comparison, Hints.syntax(comparison));
    }
    Size child = optional(node, "child", scope);
    Shape shape = walk.queries().statement(node.required("subquery"), scope);
    long bytes = type.equals("SCALAR") ? shape.bytes() : Size.SCALAR;
    return child.and(new Size(Size.plus(1, shape.nodes()), 0, false)).withBytes(bytes);
  }

  private static Size test(Size size) {
    return size.and(new Size(1, 0, false)).withBytes(Size.SCALAR);
  }
}
