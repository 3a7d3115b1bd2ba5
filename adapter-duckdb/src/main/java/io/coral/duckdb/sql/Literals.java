package io.coral.duckdb.sql;

import io.coral.domain.sql.SqlRefusal.Reason;
import java.util.Set;

/** Judges values that stand in a statement as such. */
final class Literals {
  private static final Set<String> KINDS =
      Set.of("STRING", "INTEGER", "NUMERIC", "BOOLEAN", "NULL_LITERAL", "HEX");

  private Literals() {}

  static Size constant(Node node) {
    Node literal = node.required("literal");
    literal.oneOf("kind", KINDS);
    long length = literal.text("text").length();
    literal.end();
    return new Size(1, 3 * length + 1, false); // a character takes up to three bytes of UTF-8
  }

  /** A number that stands there as such, as written. */
  static String number(Node node) {
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
  static long integer(Node node) {
    String text = number(node);
    if (!text.matches("-?[0-9]{1,9}")) {
      throw node.refuse(Reason.SYNTAX_NOT_ALLOWED, text, "write a whole number");
    }
    return Long.parseLong(text);
  }
}
