package io.coral.cli.render;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.coral.cli.text.SafeText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** A JSON document as it grows, without any character that a terminal would act on. */
final class JsonText {
  private final StringWriter text = new StringWriter();
  private final JsonGenerator generator;

  JsonText() {
    try {
      generator = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringWriter has no such failure
    }
  }

  /** Writes a part of a document. */
  interface Part {
    void write(JsonGenerator json) throws IOException;
  }

  void add(Part part) {
    try {
      part.write(generator);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringWriter has no such failure
    }
  }

  /** Characters that wait to be taken, roughly. */
  int length() {
    return text.getBuffer().length();
  }

  /** What was added since the last time. */
  String take() {
    try {
      generator.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringWriter has no such failure
    }
    String taken = escaped(text.getBuffer());
    text.getBuffer().setLength(0);
    return taken;
  }

  /** Characters that are acted on stand in strings only, where an escape means the same. */
  private static String escaped(CharSequence json) {
    var safe = new StringBuilder(json.length());
    json.codePoints()
        .forEach(
            c -> {
              if (c == '\n' || (c >= ' ' && c <= '~') || !SafeText.acts(c)) {
                safe.appendCodePoint(c);
              } else {
                for (char unit : Character.toChars(c)) {
                  safe.append("\\u%04x".formatted((int) unit));
                }
              }
            });
    return safe.toString();
  }
}
