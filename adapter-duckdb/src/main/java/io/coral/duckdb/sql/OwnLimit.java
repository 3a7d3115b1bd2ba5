package io.coral.duckdb.sql;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Finds the LIMIT that a judged statement ends with. */
final class OwnLimit {
  private OwnLimit() {}

  /** The outermost LIMIT, if it is a whole number. */
  static OptionalLong of(Json tree) {
    for (Json modifier : items(member(member(first(tree), "node"), "modifiers"))) {
      boolean counts =
          text(member(modifier, "type")).equals("LIMIT_MODIFIER")
              && text(member(modifier, "limit_type")).equals("ROW_COUNT");
      String number = text(member(member(member(modifier, "limit"), "literal"), "text"));
      if (counts && number.matches("[0-9]{1,18}")) {
        return OptionalLong.of(Long.parseLong(number));
      }
    }
    return OptionalLong.empty();
  }

  private static Json first(Json tree) {
    List<Json> statements = items(member(tree, "statements"));
    return statements.isEmpty() ? new Json.Null() : statements.get(0);
  }

  private static Json member(Json json, String name) {
    Map<String, Json> members = json instanceof Json.Obj object ? object.members() : Map.of();
    return members.getOrDefault(name, new Json.Null());
  }

  private static List<Json> items(Json json) {
    return json instanceof Json.Arr array ? array.items() : List.of();
  }

  private static String text(Json json) {
    return json instanceof Json.Text text ? text.value() : "";
  }
}
