package io.coral.cli.failure;

import io.coral.cli.text.SafeText;
import io.coral.cli.text.TextWidth;
import java.util.List;

/** A place in a text, as two lines: the line it is on, and a caret under it. */
final class Excerpt {
  private static final int WIDTH = 76;

  /** Columns before the place, where the line is too long to be shown whole. */
  private static final int BEFORE = 38;

  private Excerpt() {}

  /**
   * Shows a place.
   *
   * @param position counted in characters from 0
   * @return nothing if the text has no such place
   */
  static List<String> of(String text, int position) {
    if (position < 0 || position > text.length()) {
      return List.of();
    }
    int begin = position;
    while (begin > 0 && !isLineEnd(text.charAt(begin - 1))) {
      begin--;
    }
    int end = position;
    while (end < text.length() && !isLineEnd(text.charAt(end))) {
      end++;
    }
    String before = SafeText.of(text.substring(begin, position));
    String after = SafeText.of(text.substring(position, end));
    if (TextWidth.of(before) + TextWidth.of(after) > WIDTH) {
      before = TextWidth.cutBeginning(before, BEFORE);
      after = TextWidth.cut(after, WIDTH - TextWidth.of(before));
    }
    return List.of(before + after, " ".repeat(TextWidth.of(before)) + "^");
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }
}
