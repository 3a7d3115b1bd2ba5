package io.coral.duckdb.sql;

import io.coral.domain.sql.SqlRefusal.Reason;
import java.util.List;
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

  /**
   * A number that stands there as such, as written, or as the constant that a parameter becomes.
   */
  static String number(Node node) {
    node.text("alias");
    node.text("type");
    return node.oneOf("class", Set.of("CONSTANT", "CAST")).equals("CAST")
        ? numberOfParameter(node)
        : plainNumber(node);
  }

  private static String numberOfParameter(Node node) {
    node.flag("try_cast");
    Node type = node.required("type_expr");
    for (String each : List.of("class", "type", "alias", "catalog", "schema")) {
      type.text(each);
    }
    String name = type.oneOf("type_name", Set.of("BIGINT", "DOUBLE"));
    if (!type.path().equals(List.of(name))) {
      throw node.refuse(Reason.TYPE_NOT_ALLOWED, name, "");
    }
    type.end();
    Node child = node.required("child");
    child.text("alias");
    child.text("type");
    child.oneOf("class", Set.of("CONSTANT"));
    Node literal = child.required("literal");
    literal.oneOf("kind", Set.of("STRING"));
    String text = literal.text("text");
    literal.end();
    child.end();
    node.end();
    return text;
  }

  private static String plainNumber(Node node) {
    Node literal = node.required("literal");
    // Text that reads as a number becomes one there, as what --param gives does elsewhere.
    literal.oneOf("kind", Set.of("INTEGER", "NUMERIC", "STRING"));
    String text = literal.text("text");
    if (!text.matches("-?[0-9.]+([eE][-+]?[0-9]+)?")) {
      throw node.refuse(
          Reason.SYNTAX_NOT_ALLOWED, "text in the place of a number", "write a number");
    }
    literal.end();
    node.end();
    return text;
  }

  /** A whole number that stands there as such; the difference of two of them is a long, too. */
  static long integer(Node node) {
    String text = number(node);
    if (!text.matches("-?[0-9]{1,18}")) {
      throw node.refuse(
          Reason.SYNTAX_NOT_ALLOWED, text, "write a whole number of at most 18 digits");
    }
    return Long.parseLong(text);
  }
}
