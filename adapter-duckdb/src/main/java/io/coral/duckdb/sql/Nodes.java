package io.coral.duckdb.sql;

import io.coral.domain.sql.SqlValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes parts of a tree, as the engine's parser would write them: what says nothing is left out.
 */
final class Nodes {
  private static final Json NOTHING = new Json.Null();

  private Nodes() {}

  /**
   * A constant of a value. Text is an untyped literal, as in quotes; all else has the type that the
   * value has.
   *
   * @param place the part that it takes the place of
   */
  static Json constant(SqlValue value, Json place) {
    return switch (value) {
      case SqlValue.Null ignored -> literal("NULL_LITERAL", "", place);
      case SqlValue.Bool(boolean truth) -> literal("BOOLEAN", Boolean.toString(truth), place);
      case SqlValue.Int64(long number) -> cast(Long.toString(number), "BIGINT", place);
      case SqlValue.Float64(double number) -> cast(Double.toString(number), "DOUBLE", place);
      case SqlValue.Text(String text) -> literal("STRING", text, place);
      case SqlValue.Timestamp(var instant) ->
          cast(instant.toString(), "timestamp with time zone", place);
      case SqlValue.ListOf(var items) ->
          call("list_value", items.stream().map(item -> constant(item, place)).toList(), place);
      case SqlValue.Bytes ignored -> throw new IllegalArgumentException("BLOB is no parameter");
      case SqlValue.Struct ignored -> throw new IllegalArgumentException("STRUCT is no parameter");
    };
  }

  private static Json literal(String kind, String text, Json place) {
    Map<String, Json> literal = new LinkedHashMap<>();
    literal.put("kind", new Json.Text(kind));
    literal.put("text", new Json.Text(text));
    Map<String, Json> node = part("CONSTANT", "VALUE_CONSTANT", place);
    node.put("literal", new Json.Obj(literal));
    return new Json.Obj(node);
  }

  private static Json cast(String text, String type, Json place) {
    return cast(literal("STRING", text, place), type, place);
  }

  /**
   * A cast.
   *
   * @param type a plain name
   */
  static Json cast(Json child, String type, Json place) {
    Map<String, Json> target = part("TYPE", "TYPE", place);
    target.put("type_name", new Json.Text(type));
    target.put("qualified_name", path(type));
    Map<String, Json> node = part("CAST", "OPERATOR_CAST", place);
    node.put("child", child);
    node.put("type_expr", new Json.Obj(target));
    return new Json.Obj(node);
  }

  private static Json call(String function, List<Json> arguments, Json place) {
    Map<String, Json> orders = new LinkedHashMap<>();
    orders.put("type", new Json.Text("ORDER_MODIFIER"));
    Map<String, Json> node = part("FUNCTION", "FUNCTION", place);
    node.put("function_name", new Json.Text(function));
    node.put("order_bys", new Json.Obj(orders));
    node.put("arguments", new Json.Arr(arguments.stream().map(Nodes::argument).toList()));
    node.put("qualified_name", path(function));
    return new Json.Obj(node);
  }

  private static Json argument(Json expression) {
    Map<String, Json> argument = new LinkedHashMap<>();
    argument.put("expression", expression);
    return new Json.Obj(argument);
  }

  private static Json path(String name) {
    return new Json.Obj(Map.of("path", new Json.Arr(List.of(new Json.Text(name)))));
  }

  /** {@code (SELECT * FROM scan WHERE timestamp >= since) AS name}, the scan without its alias. */
  static Json since(Json.Obj scan, Json since, String name) {
    Map<String, Json> star = part("STAR", "STAR", NOTHING);
    Map<String, Json> column = part("COLUMN_REF", "COLUMN_REF", NOTHING);
    column.put("column_names", new Json.Arr(List.of(new Json.Text("timestamp"))));
    Map<String, Json> condition = part("COMPARISON", "COMPARE_GREATERTHANOREQUALTO", NOTHING);
    condition.put("left", new Json.Obj(column));
    condition.put("right", since);
    Map<String, Json> table = new LinkedHashMap<>();
    table.put("type", new Json.Text("SUBQUERY"));
    table.put("alias", new Json.Text(name));
    put(table, "query_location", Trees.member(scan, "query_location"));
    table.put(
        "subquery",
        statement(select(List.of(new Json.Obj(star)), plain(scan), new Json.Obj(condition))));
    put(table, "column_name_alias", Trees.member(scan, "column_name_alias"));
    return new Json.Obj(table);
  }

  private static Json plain(Json.Obj scan) {
    return Trees.without(scan, Set.of("alias", "column_name_alias"));
  }

  /** {@code SELECT each}, from nothing. */
  static Json selecting(List<Json> expressions) {
    Map<String, Json> empty = new LinkedHashMap<>();
    empty.put("type", new Json.Text("EMPTY"));
    Map<String, Json> tree = new LinkedHashMap<>();
    tree.put("error", new Json.Bool(false));
    tree.put(
        "statements",
        new Json.Arr(List.of(statement(select(expressions, new Json.Obj(empty), NOTHING)))));
    return new Json.Obj(tree);
  }

  private static Json statement(Json select) {
    Map<String, Json> statement = new LinkedHashMap<>();
    statement.put("node", select);
    return new Json.Obj(statement);
  }

  private static Json select(List<Json> list, Json from, Json where) {
    Map<String, Json> node = new LinkedHashMap<>();
    node.put("type", new Json.Text("SELECT_NODE"));
    node.put("cte_map", new Json.Obj(Map.of()));
    node.put("select_list", new Json.Arr(list));
    node.put("from_table", from);
    put(node, "where_clause", where);
    node.put("aggregate_handling", new Json.Text("STANDARD_HANDLING"));
    return new Json.Obj(node);
  }

  private static Map<String, Json> part(String kind, String type, Json place) {
    Map<String, Json> node = new LinkedHashMap<>();
    node.put("class", new Json.Text(kind));
    node.put("type", new Json.Text(type));
    put(node, "alias", Trees.member(place, "alias"));
    put(node, "query_location", Trees.member(place, "query_location"));
    return node;
  }

  private static void put(Map<String, Json> members, String name, Json value) {
    if (!value.isEmpty()) {
      members.put(name, value);
    }
  }
}
