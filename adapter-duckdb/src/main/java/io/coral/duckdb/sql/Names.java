package io.coral.duckdb.sql;

import io.coral.domain.query.NearNames;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Identifiers as the engine compares them. */
final class Names {
  private Names() {}

  /**
   * Lower case for ASCII letters only. Java's own would also fold letters that the engine keeps
   * apart, such as the Kelvin sign, and so judge another name than the one that is run.
   */
  static String folded(String name) {
    var folded = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      folded.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
    }
    return folded.toString();
  }

  /** Whether a name is written with ASCII letters, digits and underscores only. */
  static boolean isPlain(String name) {
    return name.matches("[A-Za-z_][A-Za-z0-9_]{0,62}");
  }

  /** {@code did you mean a, b?}, or {@code otherwise} if nothing is near. */
  static String nearest(String asked, Collection<String> known, String otherwise) {
    List<String> near = NearNames.of(asked.toLowerCase(Locale.ROOT), known);
    return near.isEmpty() ? otherwise : "did you mean " + String.join(", ", near) + "?";
  }
}
