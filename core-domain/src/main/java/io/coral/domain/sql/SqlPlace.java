package io.coral.domain.sql;

/**
 * A place in a statement: for programs an offset, for people a line and a column, as their editors
 * count.
 *
 * @param offset from 0, in UTF-16 code units, as strings are indexed in Java and JavaScript
 * @param line from 1; a line ends with LF, CR LF or CR
 * @param column from 1, in characters, whatever space each takes
 */
public record SqlPlace(int offset, int line, int column) {
  /**
   * @throws IllegalArgumentException if no text has such a place
   */
  public SqlPlace {
    if (offset < 0 || line < 1 || column < 1) {
      throw new IllegalArgumentException(
          "no text has a place " + offset + ", line " + line + ", column " + column);
    }
  }

  /**
   * The place at an offset; the end of the text is one too.
   *
   * @throws IndexOutOfBoundsException if it is outside of the text
   */
  public static SqlPlace in(String text, int offset) {
    int line = 1;
    int begin = 0;
    for (int i = 0; i < offset; i++) {
      if (isLineEnd(text, i)) {
        line++;
        begin = i + 1;
      }
    }
    return new SqlPlace(offset, line, text.codePointCount(begin, offset) + 1);
  }

  private static boolean isLineEnd(String text, int i) {
    char c = text.charAt(i);
    boolean beforeLineFeed = i + 1 < text.length() && text.charAt(i + 1) == '\n';
    return c == '\n' || (c == '\r' && !beforeLineFeed);
  }

  @Override
  public String toString() {
    return "line " + line + ", column " + column;
  }
}
