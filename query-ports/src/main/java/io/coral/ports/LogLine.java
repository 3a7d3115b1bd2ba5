package io.coral.ports;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An event for the log, whose fields a machine can read. Give it to {@code System.Logger.log(Level,
 * Object)}: a host that knows this type gets the fields, any other gets {@link #toString} on one
 * line, whatever strangers have put into the fields.
 *
 * @param message of this program's own words
 * @param fields numbers, booleans and texts, in order
 */
public record LogLine(String message, Map<String, Object> fields) {
  private static final String PLAIN = "._:/@+%-";

  public LogLine {
    requireNonNull(message, "message is null");
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** {@code message name=value …}, with values in quotes where they are more than a word. */
  @Override
  public String toString() {
    var line = new StringBuilder(message);
    fields.forEach(
        (name, value) -> {
          line.append(' ').append(name).append('=');
          String text = value.toString();
          if (isPlain(text)) {
            line.append(text);
          } else {
            quote(text, line);
          }
        });
    return line.toString();
  }

  private static boolean isPlain(String text) {
    return !text.isEmpty()
        && text.chars()
            .allMatch(
                c ->
                    (c >= 'a' && c <= 'z')
                        || (c >= 'A' && c <= 'Z')
                        || (c >= '0' && c <= '9')
                        || PLAIN.indexOf(c) >= 0);
  }

  private static void quote(String text, StringBuilder line) {
    line.append('"');
    text.codePoints()
        .forEach(
            c -> {
              switch (Character.getType(c)) {
                case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    line.append("\\u{%x}".formatted(c));
                default -> {
                  if (c == '"' || c == '\\') {
                    line.append('\\');
                  }
                  line.appendCodePoint(c);
                }
              }
            });
    line.append('"');
  }
}
