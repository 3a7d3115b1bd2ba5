package io.coral.duckdb.sql;

import io.coral.domain.sql.SqlValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes parts of a tree, as the engine's parser would write them. */
final class Nodes {
  private static final Json NOTHING = new Json.Null();
  private static final Json NONE = new Json.Arr(List.of());
  private static final Json NO_TEXT = new Json.Text("");

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
    target.put("catalog", NO_TEXT);
    target.put("schema", NO_TEXT);
    target.put("type_name", new Json.Text(type));
    target.put("children", NONE);
    target.put("qualified_name", path(type));
    Map<String, Json> node = part("CAST", "OPERATOR_CAST", place);
    node.put("child", child);
    node.put("try_cast", new Json.Bool(false));
    node.put("type_expr", new Json.Obj(target));
    return new Json.Obj(node);
  }

  private static Json call(String function, List<Json> arguments, Json place) {
    Map<String, Json> orders = new LinkedHashMap<>();
    orders.put("type", new Json.Text("ORDER_MODIFIER"));
    orders.put("orders", NONE);
    Map<String, Json> node = part("FUNCTION", "FUNCTION", place);
    node.put("function_name", new Json.Text(function));
    node.put("schema", NO_TEXT);
    node.put("filter", NOTHING);
    node.put("order_bys", new Json.Obj(orders));
    node.put("distinct", new Json.Bool(false));
    node.put("is_operator", new Json.Bool(false));
    node.put("export_state", new Json.Bool(false));
    node.put("catalog", NO_TEXT);
    node.put("arguments", new Json.Arr(arguments.stream().map(Nodes::argument).toList()));
    node.put("qualified_name", path(function));
    return new Json.Obj(node);
  }

  private static Json argument(Json expression) {
    Map<String, Json> argument = new LinkedHashMap<>();
    argument.put("name", NO_TEXT);
    argument.put("expression", expression);
    return new Json.Obj(argument);
  }

  private static Json path(String name) {
    return new Json.Obj(Map.of("path", new Json.Arr(List.of(new Json.Text(name)))));
  }

  /** {@code (SELECT * FROM scan WHERE timestamp >= since) AS name}, the scan without its alias. */
  static Json since(Json.Obj scan, Json since, String name) {
    Map<String, Json> star = part("STAR", "STAR", NOTHING);
    star.put("relation_name", NO_TEXT);
    star.put("exclude_list", NONE);
    star.put("replace_list", NONE);
    star.put("columns", new Json.Bool(false));
    star.put("expr", NOTHING);
    star.put("qualified_exclude_list", NONE);
    star.put("rename_list", NONE);
    Map<String, Json> column = part("COLUMN_REF", "COLUMN_REF", NOTHING);
    column.put("column_names", new Json.Arr(List.of(new Json.Text("timestamp"))));
    Map<String, Json> condition = part("COMPARISON", "COMPARE_GREATERTHANOREQUALTO", NOTHING);
    condition.put("left", new Json.Obj(column));
    condition.put("right", since);
    Map<String, Json> table = new LinkedHashMap<>();
    table.put("type", new Json.Text("SUBQUERY"));
    table.put("alias", new Json.Text(name));
    table.put("sample", NOTHING);
    table.put("query_location", Trees.member(scan, "query_location"));
    table.put(
        "subquery",
        statement(select(List.of(new Json.Obj(star)), plain(scan), new Json.Obj(condition))));
    table.put("column_name_alias", Trees.member(scan, "column_name_alias"));
    return new Json.Obj(table);
  }

  private static Json plain(Json.Obj scan) {
    return Trees.with(Trees.with(scan, "alias", NO_TEXT), "column_name_alias", NONE);
  }

  /** {@code SELECT each}, from nothing. */
  static Json selecting(List<Json> expressions) {
    Map<String, Json> empty = new LinkedHashMap<>();
    empty.put("type", new Json.Text("EMPTY"));
    empty.put("alias", NO_TEXT);
    empty.put("sample", NOTHING);
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
    statement.put("named_param_map", NONE);
    return new Json.Obj(statement);
  }

  private static Json select(List<Json> list, Json from, Json where) {
    Map<String, Json> node = new LinkedHashMap<>();
    node.put("type", new Json.Text("SELECT_NODE"));
    node.put("modifiers", NONE);
    node.put("cte_map", new Json.Obj(Map.of("map", NONE)));
    node.put("select_list", new Json.Arr(list));
    node.put("from_table", from);
    node.put("where_clause", where);
    node.put("group_expressions", NONE);
    node.put("group_sets", NONE);
    node.put("aggregate_handling", new Json.Text("STANDARD_HANDLING"));
    node.put("having", NOTHING);
    node.put("sample", NOTHING);
    node.put("qualify", NOTHING);
    return new Json.Obj(node);
  }

  private static Map<String, Json> part(String kind, String type, Json place) {
    Map<String, Json> node = new LinkedHashMap<>();
    node.put("class", new Json.Text(kind));
    node.put("type", new Json.Text(type));
    node.put("alias", new Json.Text(Trees.text(place, "alias")));
    node.put("query_location", location(place));
    return node;
  }

  private static Json location(Json place) {
    return Trees.member(place, "query_location") instanceof Json.Numeral number
        ? number
        : new Json.Numeral("18446744073709551615"); // what the parser writes for none
  }
}
