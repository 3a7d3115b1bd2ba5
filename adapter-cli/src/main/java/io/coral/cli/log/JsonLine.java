package io.coral.cli.log;

import java.util.HashSet;
import java.util.Set;

/** A JSON object on one line, in ASCII but for letters, so that nothing can disguise its end. */
final class JsonLine {
  private final StringBuilder text = new StringBuilder("{");
  private final Set<String> names = new HashSet<>();

  /** Adds a field; of two with the same name the first stays. */
  void field(String name, Object value) {
    if (!names.add(name)) {
      return;
    }
    text.append(names.size() == 1 ? "" : ",");
    string(name);
    text.append(':');
    if (value instanceof Long || value instanceof Integer || value instanceof Boolean) {
      text.append(value);
    } else if (value instanceof Double number && Double.isFinite(number)) {
      text.append(number);
    } else {
      string(value.toString());
    }
  }

  private void string(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if ((c >= ' ' && c < 0x7f) || Character.isLetter(c)) {
        text.append(c);
      } else {
        text.append("\\u%04x".formatted((int) c));
      }
    }
    text.append('"');
  }

  String end() {
    return text.append('}').toString();
  }
}
