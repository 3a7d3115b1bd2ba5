package io.coral.duckdb.sql;

import io.coral.domain.sql.SqlRefusal.Reason;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges what stands in FROM. */
final class TableWalk {
  private static final Set<String> JOIN_TYPES =
      Set.of("INNER", "LEFT", "RIGHT", "FULL", "SEMI", "ANTI");
  private static final Set<String> JOIN_KINDS =
      Set.of("REGULAR", "CROSS", "NATURAL", "ASOF", "POSITIONAL");
  private static final Set<String> ORDINALITY = Set.of("WITHOUT_ORDINALITY", "WITH_ORDINALITY");

  /** Rows of a {@code range} or {@code generate_series}. */
  private static final long MAX_SERIES = 100_000;

  private final TreeWalk walk;

  TableWalk(TreeWalk walk) {
    this.walk = walk;
  }

  Shape table(Node node, Scope scope) {
    walk.judgement().enter(node);
    String type = node.text("type");
    String alias = node.text("alias");
    Shape shape =
        switch (type) {
          case "EMPTY" -> Shape.EMPTY;
          case "BASE_TABLE" -> base(node, alias, scope);
          case "JOIN" -> join(node, scope);
          case "SUBQUERY" -> subquery(node, alias, scope);
          case "TABLE_FUNCTION" -> function(node, alias, scope);
          case "EXPRESSION_LIST" -> values(node, alias, scope);
          default ->
              throw node.refuse(
                  Reason.SYNTAX_NOT_ALLOWED,
                  type.replace("_REF", "").replace('_', ' '),
                  hint(type));
        };
    node.end();
    walk.judgement().leave();
    return shape;
  }

  private static String hint(String type) {
    return switch (type) {
      case "SHOW_REF" ->
          "SELECT * … LIMIT 1 shows the columns; count, min, max and avg of each sum them up";
      case "PIVOT" -> "write count(*) FILTER (WHERE …) for each column";
      default -> Hints.syntax(type);
    };
  }

  private Shape base(Node node, String alias, Scope scope) {
    String name = node.text("table_name");
    node.text("schema_name");
    node.text("catalog_name");
    node.texts("column_name_alias");
    List<String> path = node.path();
    Optional<Shape> cte = path.size() == 1 ? scope.cte(path.get(0)) : Optional.empty();
    if (cte.isEmpty()) {
      AllowedTables.check(node, path);
    }
    Shape shape = cte.orElse(Shape.VIEW);
    scope.addTable(alias.isEmpty() ? name : alias, shape);
    return shape;
  }

  private Shape join(Node node, Scope scope) {
    walk.judgement().countJoin(node);
    node.oneOf("join_type", JOIN_TYPES);
    node.oneOf("ref_type", JOIN_KINDS);
    node.texts("using_columns");
    node.flag("is_implicit");
    // Of joins by nearness, which are not offered: their defaults.
    node.fixed("nearest_count", "1");
    node.oneOf("nearest_order_type", Set.of("ASCENDING"), "ASCENDING");
    Shape shape = table(node.required("left"), scope).and(table(node.required("right"), scope));
    return shape.costing(walk.expressions().optional(node, "condition", scope).nodes());
  }

  private Shape subquery(Node node, String alias, Scope scope) {
    node.texts("column_name_alias");
    Shape shape = walk.queries().statement(node.required("subquery"), scope);
    scope.addTable(alias, shape);
    return shape;
  }

  private Shape values(Node node, String alias, Scope scope) {
    node.texts("expected_names");
    Size all = Size.NOTHING;
    long columns = 0;
    long widest = Size.SCALAR;
    for (Json row : node.items("values")) {
      List<Json> cells = row instanceof Json.Arr array ? array.items() : List.of();
      columns = Math.max(columns, cells.size());
      for (Json cell : cells) {
        Size size = walk.expressions().expression(new Node(cell, walk.judgement()), scope);
        widest = Math.max(widest, size.bytes());
        all = all.and(size);
      }
    }
    Shape shape = new Shape(columns, widest, all.nodes(), 0);
    scope.addTable(alias, shape);
    return shape;
  }

  private Shape function(Node node, String alias, Scope scope) {
    node.texts("column_name_alias");
    node.oneOf("with_ordinality", ORDINALITY, "WITHOUT_ORDINALITY");
    Node function = node.required("function");
    String name = walk.functions().tableFunctionName(node, function);
    List<Node> arguments = walk.functions().positional(function, "q");
    Shape shape =
        switch (name) {
          case AllowedTables.PERCENTILES -> percentiles(node, arguments);
          case "range", "generate_series" -> series(node, arguments, scope);
          case "unnest" -> unnest(node, arguments, scope);
          default ->
              throw node.refuse(
                  Reason.FUNCTION_NOT_ALLOWED,
                  name,
                  Names.nearest(
                      name, Set.of(AllowedTables.PERCENTILES, "unnest", "range"), Hints.TABLES));
        };
    function.end();
    scope.addTable(alias.isEmpty() ? name : alias, shape);
    return shape;
  }

  /** The macro puts its argument in several places, so only a plain number may stand there. */
  private Shape percentiles(Node node, List<Node> arguments) {
    if (arguments.size() != 1) {
      throw percentilesArgument(node);
    }
    String number = Literals.number(arguments.get(0));
    double quantile;
    try {
      quantile = Double.parseDouble(number);
    } catch (NumberFormatException e) {
      throw percentilesArgument(node);
    }
    if (!(quantile >= 0 && quantile <= 1)) {
      throw percentilesArgument(node);
    }
    return Shape.VIEW;
  }

  private static RefusedException percentilesArgument(Node node) {
    return node.refuse(
        Reason.SYNTAX_NOT_ALLOWED,
        AllowedTables.PERCENTILES,
        "write one number in [0, 1], such as service_percentiles(0.99)");
  }

  /** Of whole numbers that stand there as such, or of times, of which a step is an interval. */
  private Shape series(Node node, List<Node> arguments, Scope scope) {
    if (arguments.size() == 3 && isInterval(arguments.get(2))) {
      Size all = Size.NOTHING;
      for (Node argument : arguments) {
        all = all.and(walk.expressions().expression(argument, scope));
      }
      return new Shape(1, Size.SCALAR, Size.plus(1, all.nodes()), 0);
    }
    boolean literal = arguments.stream().allMatch(part -> part.text("class").equals("CONSTANT"));
    List<Long> bounds =
        literal
            ? arguments.stream().map(argument -> Literals.integer(argument)).toList()
            : List.of();
    if (bounds.isEmpty() || bounds.size() > 3 || !isShort(bounds)) {
      throw node.refuse(
          Reason.SYNTAX_NOT_ALLOWED,
          "range",
          "write whole numbers that make at most "
              + MAX_SERIES
              + " rows, such as range(60), or two times and a step, such as INTERVAL '5 minutes'");
    }
    return new Shape(1, Size.SCALAR, 1, 0);
  }

  /** INTERVAL '5 minutes' is a cast, INTERVAL 5 MINUTE a call of to_minutes. */
  private static boolean isInterval(Node argument) {
    return switch (argument.text("class")) {
      case "CAST" ->
          Names.folded(argument.required("type_expr").text("type_name")).equals("interval");
      case "FUNCTION" -> AllowedFunctions.isInterval(argument.text("function_name"));
      default -> false;
    };
  }

  private static boolean isShort(List<Long> bounds) {
    long from = bounds.size() == 1 ? 0 : bounds.get(0);
    long to = bounds.size() == 1 ? bounds.get(0) : bounds.get(1);
    long step = bounds.size() == 3 ? bounds.get(2) : 1;
    return step != 0 && Math.abs((to - from) / step) < MAX_SERIES;
  }

  private Shape unnest(Node node, List<Node> arguments, Scope scope) {
    walk.judgement().checkCount(node, arguments.size(), 1, "arguments of unnest");
    Size all = Size.NOTHING;
    for (Node argument : arguments) {
      all = all.and(walk.expressions().expression(argument, scope));
    }
    return new Shape(1, all.bytes(), all.nodes(), 0);
  }
}
