package io.coral.duckdb.sql;

import java.util.List;
import java.util.OptionalLong;

/** Finds the LIMIT that a judged statement ends with. */
final class OwnLimit {
  private OwnLimit() {}

  /** The outermost LIMIT, if it is a whole number. */
  static OptionalLong of(Json tree) {
    for (Json modifier :
        Trees.items(Trees.member(Trees.member(first(tree), "node"), "modifiers"))) {
      boolean counts =
          Trees.text(modifier, "type").equals("LIMIT_MODIFIER")
              && !Trees.text(modifier, "limit_type").equals("PERCENTAGE");
      String number = number(Trees.member(modifier, "limit"));
      if (counts && number.matches("[0-9]{1,18}")) {
        return OptionalLong.of(Long.parseLong(number));
      }
    }
    return OptionalLong.empty();
  }

  /** A whole number as such, or as the constant that a parameter becomes. */
  private static String number(Json limit) {
    Json constant =
        Trees.text(limit, "class").equals("CAST") ? Trees.member(limit, "child") : limit;
    return Trees.text(Trees.member(constant, "literal"), "text");
  }

  private static Json first(Json tree) {
    List<Json> statements = Trees.items(Trees.member(tree, "statements"));
    return statements.isEmpty() ? new Json.Null() : statements.get(0);
  }
}
