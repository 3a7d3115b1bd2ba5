package io.coral.duckdb.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds where a judged tree reads views, and which constants bound their {@code timestamp} below,
 * in the WHERE of the very SELECT that reads them. Only conditions that all must hold count: what
 * stands beside an OR bounds nothing.
 */
final class Scans {
  private static final String TIMESTAMP = "timestamp";

  /** Words that read like columns and are the present. */
  private static final Set<String> PRESENT =
      Set.of(
          "current_timestamp",
          "current_date",
          "current_time",
          "localtimestamp",
          "localtime",
          "today");

  private final List<Scan> found = new ArrayList<>();

  private Scans() {}

  /** All scans, in the order of the tree. */
  static List<Scan> of(Json tree) {
    var scans = new Scans();
    scans.visit(tree);
    return scans.found;
  }

  private void visit(Json json) {
    switch (json) {
      case Json.Obj object -> {
        if (Trees.text(object, "type").equals("SELECT_NODE")) {
          select(object);
        }
        object.members().values().forEach(this::visit);
      }
      case Json.Arr(var items) -> items.forEach(this::visit);
      case Json.Text ignored -> {}
      case Json.Numeral ignored -> {}
      case Json.Bool ignored -> {}
      case Json.Null ignored -> {}
    }
  }

  private void select(Json.Obj select) {
    List<Json> conditions = new ArrayList<>();
    conjuncts(Trees.member(select, "where_clause"), conditions);
    from(Trees.member(select, "from_table"), conditions);
  }

  private static void conjuncts(Json condition, List<Json> conditions) {
    if (Trees.text(condition, "type").equals("CONJUNCTION_AND")) {
      Trees.items(Trees.member(condition, "children")).forEach(each -> conjuncts(each, conditions));
    } else {
      conditions.add(condition);
    }
  }

  private void from(Json table, List<Json> conditions) {
    if (!(table instanceof Json.Obj node)) {
      return;
    }
    switch (Trees.text(node, "type")) {
      case "JOIN" -> {
        from(Trees.member(node, "left"), conditions);
        from(Trees.member(node, "right"), conditions);
      }
      case "BASE_TABLE" -> {
        String view = Trees.text(node, "table_name");
        if (AllowedTables.isView(view)) { // no CTE can have the name of one
          add(node, Names.folded(view), conditions);
        }
      }
      case "TABLE_FUNCTION" -> {
        String function = Names.folded(Trees.text(Trees.member(node, "function"), "function_name"));
        if (function.equals(AllowedTables.PERCENTILES)) {
          add(node, function, List.of());
        }
      }
      default -> {
        // Subqueries are visited by themselves, and lists hold no scan.
      }
    }
  }

  private void add(Json.Obj node, String table, List<Json> conditions) {
    String alias = Trees.text(node, "alias");
    String name = alias.isEmpty() ? table : Names.folded(alias);
    boolean renamed = !Trees.items(Trees.member(node, "column_name_alias")).isEmpty();
    List<Json> since = new ArrayList<>();
    for (Json condition : renamed ? List.<Json>of() : conditions) {
      bound(condition, name).ifPresent(since::add);
    }
    found.add(new Scan(node, table, name, since));
  }

  /** The constant of {@code timestamp > constant} and the like. */
  private static Optional<Json> bound(Json condition, String scan) {
    String type = Trees.text(condition, "type");
    Json left = Trees.member(condition, "left");
    Json right = Trees.member(condition, "right");
    Optional<Json> constant =
        switch (type) {
          case "COMPARE_GREATERTHAN", "COMPARE_GREATERTHANOREQUALTO" ->
              isTimestamp(left, scan) ? Optional.of(right) : Optional.empty();
          case "COMPARE_LESSTHAN", "COMPARE_LESSTHANOREQUALTO" ->
              isTimestamp(right, scan) ? Optional.of(left) : Optional.empty();
          case "COMPARE_EQUAL" ->
              isTimestamp(left, scan)
                  ? Optional.of(right)
                  : isTimestamp(right, scan) ? Optional.of(left) : Optional.empty();
          case "COMPARE_BETWEEN" ->
              isTimestamp(Trees.member(condition, "input"), scan)
                  ? Optional.of(Trees.member(condition, "lower"))
                  : Optional.empty();
          default -> Optional.empty();
        };
    return constant.filter(Scans::isConstant);
  }

  private static boolean isTimestamp(Json expression, String scan) {
    if (!Trees.text(expression, "class").equals("COLUMN_REF")) {
      return false;
    }
    List<String> path =
        Trees.texts(Trees.member(expression, "column_names")).stream().map(Names::folded).toList();
    return path.equals(List.of(TIMESTAMP)) || path.equals(List.of(scan, TIMESTAMP));
  }

  /** Whether an expression is the same for every row. What runs twice anyway is not asked. */
  private static boolean isConstant(Json expression) {
    return switch (Trees.text(expression, "class")) {
      case "CONSTANT" -> true;
      case "CAST" -> isConstant(Trees.member(expression, "child"));
      case "COLUMN_REF" -> {
        List<String> path = Trees.texts(Trees.member(expression, "column_names"));
        yield path.size() == 1 && PRESENT.contains(Names.folded(path.get(0)));
      }
      case "FUNCTION" ->
          !Trees.text(expression, "function_name").equals("random")
              && Trees.items(Trees.member(expression, "arguments")).stream()
                  .allMatch(argument -> isConstant(Trees.member(argument, "expression")));
      default -> false;
    };
  }
}
