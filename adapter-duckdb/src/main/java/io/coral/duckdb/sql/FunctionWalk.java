package io.coral.duckdb.sql;

import io.coral.domain.sql.SqlRefusal.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Judges calls: plain functions, aggregates, operators written as functions, and windows. */
final class FunctionWalk {
  private static final Set<String> WINDOWS =
      Set.of(
          "WINDOW_AGGREGATE",
          "WINDOW_ROW_NUMBER",
          "WINDOW_RANK",
          "WINDOW_RANK_DENSE",
          "WINDOW_PERCENT_RANK",
          "WINDOW_CUME_DIST",
          "WINDOW_NTILE",
          "WINDOW_FIRST_VALUE",
          "WINDOW_LAST_VALUE",
          "WINDOW_NTH_VALUE",
          "WINDOW_LAG",
          "WINDOW_LEAD",
          "WINDOW_FILL");
  private static final Set<String> BOUNDS =
      Set.of(
          "UNBOUNDED_PRECEDING",
          "UNBOUNDED_FOLLOWING",
          "CURRENT_ROW_RANGE",
          "CURRENT_ROW_ROWS",
          "CURRENT_ROW_GROUPS",
          "EXPR_PRECEDING_ROWS",
          "EXPR_FOLLOWING_ROWS",
          "EXPR_PRECEDING_RANGE",
          "EXPR_FOLLOWING_RANGE",
          "EXPR_PRECEDING_GROUPS",
          "EXPR_FOLLOWING_GROUPS");
  private static final Set<String> EXCLUSIONS = Set.of("NO_OTHER", "CURRENT_ROW", "GROUP", "TIES");

  private static final int MAX_ARGUMENTS = 256;

  /** Characters, repetitions or parts of a bar that a literal may ask for. */
  private static final long MAX_COUNT = 200;

  private final TreeWalk walk;

  FunctionWalk(TreeWalk walk) {
    this.walk = walk;
  }

  /** The call in a FROM clause; its arguments are left to the caller. */
  String tableFunctionName(Node table, Node function) {
    function.oneOf("class", Set.of("FUNCTION"));
    function.oneOf("type", Set.of("FUNCTION"));
    function.text("alias");
    emptyOrders(function);
    return name(table, function);
  }

  /** Arguments without names, or of the name {@code named}. */
  List<Node> positional(Node function, String named) {
    List<Node> expressions = new ArrayList<>();
    for (Node argument : function.nodes("arguments")) {
      String name = argument.text("name");
      if (!name.isEmpty() && !name.equals(named)) {
        throw function.refuse(Reason.SYNTAX_NOT_ALLOWED, "argument " + name, "leave it out");
      }
      expressions.add(argument.required("expression"));
      argument.end();
    }
    return expressions;
  }

  Size call(Node node, Scope scope) {
    String name = name(node, node);
    allowed(node, name);
    node.flag("distinct");
    node.flag("is_operator");
    List<Size> arguments = arguments(node, name, scope);
    Size rest = walk.expressions().optional(node, "filter", scope);
    for (Node orders : node.node("order_bys").stream().toList()) {
      orders.oneOf("type", Set.of("ORDER_MODIFIER"));
      rest = rest.and(walk.expressions().orders(orders, "orders", scope));
      orders.end();
    }
    return grown(node, name, arguments, rest);
  }

  Size window(Node node, String type, Scope scope) {
    if (!WINDOWS.contains(type)) {
      String name = node.text("function_name");
      throw node.refuse(Reason.FUNCTION_NOT_ALLOWED, name, Hints.function(name));
    }
    String name = name(node, node);
    if (allowed(node, name) == Growth.BULK) {
      throw node.refuse(
          Reason.FUNCTION_NOT_ALLOWED, name + " OVER", "use " + name + " with GROUP BY");
    }
    node.oneOf("start", BOUNDS);
    node.oneOf("end", BOUNDS);
    node.oneOf("exclude_clause", EXCLUSIONS, "NO_OTHER");
    node.flag("distinct");
    node.flag("ignore_nulls");
    node.flag("has_ignore_nulls");
    List<Size> arguments = arguments(node, name, scope);
    Size rest =
        walk.expressions()
            .each(node, "partitions", scope)
            .and(walk.expressions().orders(node, "orders", scope))
            .and(walk.expressions().orders(node, "arg_orders", scope));
    for (String part :
        List.of("start_expr", "end_expr", "filter_expr", "offset_expr", "default_expr")) {
      rest = rest.and(walk.expressions().optional(node, part, scope));
    }
    return grown(node, name, arguments, rest);
  }

  private List<Size> arguments(Node node, String name, Scope scope) {
    List<Node> arguments = node.nodes("arguments");
    int most = AllowedFunctions.mostArguments(name, MAX_ARGUMENTS);
    walk.judgement().checkCount(node, arguments.size(), most, "arguments of " + name);
    boolean isStruct = name.equals("struct_pack");
    List<Size> sizes = new ArrayList<>();
    Size before = Size.NOTHING;
    for (Node argument : arguments) {
      String argumentName = argument.text("name");
      if (!isStruct && !argumentName.isEmpty()) {
        throw node.refuse(Reason.SYNTAX_NOT_ALLOWED, "argument " + argumentName, "leave it out");
      }
      Node expression = argument.required("expression");
      Size size;
      if (AllowedFunctions.isCount(name, sizes.size())) {
        size = count(expression, name);
      } else {
        if (AllowedFunctions.isPattern(name, sizes.size())) {
          checkPattern(expression, name);
        }
        // A lambda runs over the elements of what stands before it.
        size = walk.expressions().argument(expression, before, scope);
      }
      before = before.and(size);
      sizes.add(size);
      argument.end();
    }
    return sizes;
  }

  private static Size count(Node expression, String name) {
    long count = expression.text("class").equals("CONSTANT") ? Literals.integer(expression) : -1;
    if (count < 0 || count > MAX_COUNT) {
      throw expression.refuse(
          Reason.SYNTAX_NOT_ALLOWED,
          "the length in " + name,
          "write a whole number up to " + MAX_COUNT);
    }
    return new Size(1, count, false);
  }

  private static void checkPattern(Node expression, String name) {
    if (!expression.text("class").equals("CONSTANT")) {
      throw expression.refuse(
          Reason.SYNTAX_NOT_ALLOWED,
          "a computed pattern in " + name,
          "write the pattern as text in quotes; contains, starts_with and LIKE compare with columns");
    }
  }

  private void checkBulk(Node node, String name) {
    if (AllowedFunctions.isSlowInBulk(name)) {
      throw node.refuse(
          Reason.QUERY_TOO_LARGE,
          name + " beside the text or list of a whole group",
          "search the rows before they are put together");
    }
    walk.judgement().countBulk(node);
  }

  private static String name(Node place, Node function) {
    String written = function.text("function_name");
    String name = Names.folded(written);
    boolean qualified =
        !function.text("schema").isEmpty()
            || !function.text("catalog").isEmpty()
            || !function.path().equals(List.of(written));
    if (qualified) {
      throw place.refuse(
          Reason.FUNCTION_NOT_ALLOWED,
          function.text("schema") + "." + name,
          "call functions without a schema, and with their arguments in parentheses");
    }
    return name;
  }

  private static Growth allowed(Node node, String name) {
    return AllowedFunctions.growth(name)
        .orElseThrow(() -> node.refuse(Reason.FUNCTION_NOT_ALLOWED, name, Hints.function(name)));
  }

  private static void emptyOrders(Node function) {
    for (Node orders : function.node("order_bys").stream().toList()) {
      orders.text("type");
      orders.end();
    }
  }

  private Size grown(Node node, String name, List<Size> arguments, Size rest) {
    Size all = arguments.stream().reduce(Size.NOTHING, Size::and);
    Size size =
        all.and(rest.withBytes(0))
            .timesNodes(AllowedFunctions.copies(name))
            .and(new Size(1, 0, false));
    Growth growth = allowed(node, name);
    if (all.bytes() >= Size.BULK) {
      checkBulk(node, name);
    }
    if (AllowedFunctions.searches(name)) {
      long text = arguments.stream().limit(1).mapToLong(Size::bytes).sum();
      long searched = arguments.stream().skip(1).mapToLong(Size::bytes).sum();
      walk.judgement().countSearched(node, Size.times(text, searched));
    }
    long bytes = growth.bytes(arguments.stream().map(Size::bytes).toList());
    if (growth.builds()) {
      walk.judgement().countBuilt(node, bytes);
    }
    return size.withBytes(bytes);
  }
}
