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
  private static final Set<String> LITERALS =
      Set.of("STRING", "INTEGER", "NUMERIC", "BOOLEAN", "NULL_LITERAL", "HEX");
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
          case "CONSTANT" -> constant(node);
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
          case "STAR" -> star(node, scope);
          case "POSITIONAL_REFERENCE" -> positional(node, scope);
          case "LAMBDA" ->
              throw node.refuse(
                  Reason.SYNTAX_NOT_ALLOWED, "lambda", "the tables hold no JSON to take apart");
          case "PARAMETER" ->
              throw node.refuse(
                  Reason.SYNTAX_NOT_ALLOWED, "parameter", "write the value into the statement");
          default ->
              throw node.refuse(
                  Reason.SYNTAX_NOT_ALLOWED, type.replace('_', ' ').replace("VALUE ", ""), "");
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
        ? lambda(node, before, scope)
        : expression(node, scope);
  }

  /** How many columns an item of a SELECT list gives. */
  long columns(Node item, Scope scope) {
    return item.text("class").equals("STAR") ? scope.from().columns() : 1;
  }

  /** A number that stands there as such, as written. */
  String number(Node node) {
    node.text("alias");
    node.text("type");
    node.oneOf("class", Set.of("CONSTANT"));
    Node literal = node.required("literal");
    literal.oneOf("kind", Set.of("INTEGER", "NUMERIC"));
    String text = literal.text("text");
    literal.end();
    node.end();
    return text;
  }

  /** A whole number that stands there as such. */
  long integer(Node node) {
    String text = number(node);
    if (!text.matches("-?[0-9]{1,9}")) {
      throw node.refuse(Reason.SYNTAX_NOT_ALLOWED, text, "write a whole number");
    }
    return Long.parseLong(text);
  }

  private Size column(Node node, Scope scope) {
    List<String> parts = node.texts("column_names");
    String first = parts.isEmpty() ? "" : parts.get(0);
    if (parts.size() == 1 && SESSION_WORDS.contains(Names.folded(first))) {
      throw node.refuse(Reason.FUNCTION_NOT_ALLOWED, first, "");
    }
    return scope.column(first);
  }

  private Size constant(Node node) {
    Node literal = node.required("literal");
    literal.oneOf("kind", LITERALS);
    long length = literal.text("text").length();
    literal.end();
    return new Size(1, 3 * length + 1, false); // a character takes up to three bytes of UTF-8
  }

  private Size comparison(Node node, String type, Scope scope) {
    if (!COMPARISONS.contains(type)) {
      throw node.refuse(Reason.SYNTAX_NOT_ALLOWED, type, "");
    }
    return test(
        expression(node.required("left"), scope).and(expression(node.required("right"), scope)));
  }

  private Size operator(Node node, String type, Scope scope) {
    if (!TESTS.contains(type) && !PICKS.contains(type)) {
      throw node.refuse(Reason.SYNTAX_NOT_ALLOWED, type.replace("OPERATOR_", ""), "");
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
      throw node.refuse(Reason.SYNTAX_NOT_ALLOWED, comparison, "");
    }
    Size child = optional(node, "child", scope);
    Shape shape = walk.queries().statement(node.required("subquery"), scope);
    long bytes = type.equals("SCALAR") ? shape.bytes() : Size.SCALAR;
    return child.and(new Size(Size.plus(1, shape.nodes()), 0, false)).withBytes(bytes);
  }

  private Size star(Node node, Scope scope) {
    node.text("relation_name");
    node.texts("exclude_list");
    node.flag("columns");
    // COLUMNS takes a pattern or a lambda over the names.
    Size chosen = optional(node, "expr", scope);
    for (Node replaced : node.nodes("replace_list")) {
      replaced.text("key");
      chosen = chosen.and(expression(replaced.required("value"), scope));
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

  private Size positional(Node node, Scope scope) {
    node.number("index");
    return new Size(1, scope.from().bytes(), false);
  }

  /**
   * What a lambda builds over a list. Its elements share the bytes of the list and take sixteen
   * each at least; all of them together build the most when one is as long as the list and all
   * others are short.
   */
  private Size lambda(Node node, Size list, Scope scope) {
    walk.judgement().enter(node);
    node.text("type");
    node.text("alias");
    if (!node.text("syntax_type").equals("LAMBDA_KEYWORD")) {
      throw node.refuse(
          Reason.SYNTAX_NOT_ALLOWED, "the arrow of a lambda", "write lambda x: x + 1");
    }
    long length = Math.max(Size.SCALAR, list.bytes());
    Size longest = body(node, length, scope);
    Size shortest = body(node, Size.SCALAR, scope);
    node.end();
    walk.judgement().leave();
    long others = Size.times(length / Size.SCALAR, shortest.bytes());
    return new Size(longest.nodes(), Size.plus(longest.bytes(), others), true);
  }

  private Size body(Node node, long elementBytes, Scope scope) {
    Scope inner = scope.lambda();
    inner.addTable("", new Shape(1, elementBytes, 0, 0));
    expression(node.required("lhs"), inner);
    Size body = expression(node.required("expr"), inner);
    if (scope.isInLambda() || body.lambda()) {
      throw node.refuse(
          Reason.SYNTAX_NOT_ALLOWED, "a lambda in a lambda", "take the list apart with unnest");
    }
    return body;
  }

  private static Size test(Size size) {
    return size.and(new Size(1, 0, false)).withBytes(Size.SCALAR);
  }
}
