package io.coral.duckdb.sql;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/**
 * Tells statements apart in logs without showing them: those that differ in constants, spaces or
 * comments only have the same fingerprint.
 */
final class Fingerprint {
  private static final int BYTES = 8;

  private Fingerprint() {}

  /** Of a statement that was parsed. */
  static String of(Json tree) {
    var text = new StringBuilder();
    shape(tree, text);
    return hash(text.toString());
  }

  /** Of a statement that was not: of its words, without what stands in quotes and numbers. */
  static String of(String text) {
    return hash(
        text.replaceAll("'[^']*'", "?")
            .replaceAll("[0-9]+", "?")
            .replaceAll("\\s+", " ")
            .strip()
            .toLowerCase(Locale.ROOT));
  }

  private static void shape(Json json, StringBuilder text) {
    switch (json) {
      case Json.Obj(var members) -> {
        text.append('{');
        for (Map.Entry<String, Json> member : members.entrySet()) {
          switch (member.getKey()) {
            case "literal" -> text.append("?");
            case "query_location", "query_location_length" -> {}
            default -> {
              text.append(member.getKey()).append(':');
              shape(member.getValue(), text);
            }
          }
        }
        text.append('}');
      }
      case Json.Arr(var items) -> {
        text.append('[');
        items.forEach(item -> shape(item, text));
        text.append(']');
      }
      case Json.Text(String value) -> text.append('"').append(value).append('"');
      case Json.Numeral(String number) -> text.append(number);
      case Json.Bool(boolean value) -> text.append(value);
      case Json.Null ignored -> text.append('_');
    }
  }

  private static String hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
