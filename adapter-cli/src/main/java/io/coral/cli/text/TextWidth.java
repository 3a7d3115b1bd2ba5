package io.coral.cli.text;

/** How many columns of a terminal a text takes, near enough for laying out a table. */
public final class TextWidth {
  private static final String ELLIPSIS = "…";

  private TextWidth() {}

  /** Columns that {@code text} takes. Combining marks take none, wide characters two. */
  public static int of(String text) {
    int columns = 0;
    for (int i = 0; i < text.length(); ) { // a stream's way is long, at a start
      int codePoint = text.codePointAt(i);
      columns += ofCodePoint(codePoint);
      i += Character.charCount(codePoint);
    }
    return columns;
  }

  /**
   * As much of the beginning of {@code text} as fits into {@code width} columns, with an ellipsis
   * where something was cut off.
   *
   * @param width at least 1
   */
  public static String cut(String text, int width) {
    if (of(text) <= width) {
      return text;
    }
    var kept = new StringBuilder();
    int used = 0;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      used += ofCodePoint(codePoint);
      if (used > width - 1) {
        break;
      }
      kept.appendCodePoint(codePoint);
      i += Character.charCount(codePoint);
    }
    return kept.append(ELLIPSIS).toString();
  }

  /**
   * As much of the end of {@code text} as fits into {@code width} columns, with an ellipsis where
   * something was cut off.
   *
   * @param width at least 1
   */
  public static String cutBeginning(String text, int width) {
    if (of(text) <= width) {
      return text;
    }
    int begin = text.length();
    int used = 0;
    while (begin > 0) {
      int codePoint = text.codePointBefore(begin);
      used += ofCodePoint(codePoint);
      if (used > width - 1) {
        break;
      }
      begin -= Character.charCount(codePoint);
    }
    return ELLIPSIS + text.substring(begin);
  }

  private static int ofCodePoint(int codePoint) {
    if (codePoint >= ' ' && codePoint <= '~') {
      return 1;
    }
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(codePoint) ? 2 : 1;
    };
  }

  /** The large blocks of East Asian wide and emoji characters. */
  private static boolean isWide(int c) {
    return (c >= 0x1100 && c <= 0x115f)
        || (c >= 0x2e80 && c <= 0xa4cf)
        || (c >= 0xac00 && c <= 0xd7a3)
        || (c >= 0xf900 && c <= 0xfaff)
        || (c >= 0xfe30 && c <= 0xfe6f)
        || (c >= 0xff00 && c <= 0xff60)
        || (c >= 0xffe0 && c <= 0xffe6)
        || (c >= 0x1f300 && c <= 0x1faff)
        || (c >= 0x20000 && c <= 0x3fffd);
  }
}
