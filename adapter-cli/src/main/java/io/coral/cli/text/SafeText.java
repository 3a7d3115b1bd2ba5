package io.coral.cli.text;

/**
 * Text made safe to show on a terminal. Names of services, operations and columns come from
 * strangers: a terminal would obey the escapes in them, and some characters reorder what stands
 * beside them.
 */
public final class SafeText {
  private SafeText() {}

  /**
   * The text on one line, with everything that a terminal acts on written out: {@code \n}, {@code
   * \t}, {@code \\u001b}.
   */
  public static String of(String text) {
    return escaped(text, false);
  }

  /** The same over several lines: line ends stay. */
  public static String lines(String text) {
    return escaped(text, true);
  }

  private static String escaped(String text, boolean keepLineEnds) {
    if (isPlain(text)) {
      return text;
    }
    var safe = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              if (!acts(c) || (keepLineEnds && c == '\n')) {
                safe.appendCodePoint(c);
              } else {
                safe.append(escape(c));
              }
            });
    return safe.toString();
  }

  /** Whether nothing has to be written out. Most texts are ASCII, which is soon told. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') {
        return text.codePoints().noneMatch(SafeText::acts);
      }
    }
    return true;
  }

  private static String escape(int codePoint) {
    return switch (codePoint) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default ->
          codePoint <= 0xffff ? "\\u%04x".formatted(codePoint) : "\\u{%x}".formatted(codePoint);
    };
  }

  /** Whether a terminal would act on this character instead of showing it. */
  public static boolean acts(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL, // escape sequences begin with one
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE -> // half a character; no encoding has it
          true;
      case Character.FORMAT -> // direction overrides and invisible marks
          codePoint != ZERO_WIDTH_JOINER && codePoint != ZERO_WIDTH_NON_JOINER;
      default -> false;
    };
  }

  private static final int ZERO_WIDTH_NON_JOINER = 0x200c;

  /** Emoji and several scripts are written with joiners. */
  private static final int ZERO_WIDTH_JOINER = 0x200d;
}
