package io.coral.duckdb.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Small looks at, and changes of, trees that have been judged or are about to be. */
final class Trees {
  private Trees() {}

  /** A member of an object; {@link Json.Null} if there is none. */
  static Json member(Json json, String name) {
    Map<String, Json> members = json instanceof Json.Obj object ? object.members() : Map.of();
    return members.getOrDefault(name, new Json.Null());
  }

  static List<Json> items(Json json) {
    return json instanceof Json.Arr array ? array.items() : List.of();
  }

  static String text(Json json) {
    return json instanceof Json.Text text ? text.value() : "";
  }

  static String text(Json json, String member) {
    return text(member(json, member));
  }

  static List<String> texts(Json json) {
    return items(json).stream().map(Trees::text).toList();
  }

  /** The UTF-8 offset of a part in the text, or -1. */
  static long location(Json json) {
    return member(json, "query_location") instanceof Json.Numeral number
            && number.text().length() < 10
        ? Long.parseLong(number.text())
        : -1;
  }

  /**
   * A copy with some objects replaced.
   *
   * @param replacement what stands in the place of an object, with all that it holds; empty to look
   *     further inside
   */
  static Json replaced(Json json, Function<Json.Obj, Optional<Json>> replacement) {
    return switch (json) {
      case Json.Obj object ->
          replacement.apply(object).orElseGet(() -> membersReplaced(object, replacement));
      case Json.Arr(var items) -> {
        List<Json> copies = new ArrayList<>(items.size());
        items.forEach(item -> copies.add(replaced(item, replacement)));
        yield new Json.Arr(copies);
      }
      case Json.Text ignored -> json;
      case Json.Numeral ignored -> json;
      case Json.Bool ignored -> json;
      case Json.Null ignored -> json;
    };
  }

  private static Json membersReplaced(
      Json.Obj object, Function<Json.Obj, Optional<Json>> replacement) {
    Map<String, Json> copies = new LinkedHashMap<>();
    object.members().forEach((name, value) -> copies.put(name, replaced(value, replacement)));
    return new Json.Obj(copies);
  }

  /** A copy with one member set. */
  static Json.Obj with(Json.Obj object, String name, Json value) {
    Map<String, Json> copies = new LinkedHashMap<>(object.members());
    copies.put(name, value);
    return new Json.Obj(copies);
  }

  /** A copy with some members left out. */
  static Json.Obj without(Json.Obj object, Set<String> names) {
    Map<String, Json> copies = new LinkedHashMap<>(object.members());
    copies.keySet().removeAll(names);
    return new Json.Obj(copies);
  }
}
