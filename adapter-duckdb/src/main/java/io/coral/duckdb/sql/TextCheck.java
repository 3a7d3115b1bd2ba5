package io.coral.duckdb.sql;

import io.coral.domain.sql.SqlLimits;
import io.coral.domain.sql.SqlRefusal.Reason;
import java.util.regex.Pattern;

/**
 * What the text alone shows, looked at before the engine's parser sees it. The parser takes a time
 * that grows with the square of the number of open brackets and sevenfold with every WITH inside
 * another, and it copies the operand of CASE and named windows to each place of their use. None of
 * that can be interrupted.
 *
 * <p>These checks do not know strings and comments from code: they may refuse a harmless text, but
 * nothing can hide from the totals.
 */
final class TextCheck {
  /** Characters that copies made by the parser may add up to. */
  private static final double MAX_COPIED = 2_000_000;

  /** Opening brackets, however they are nested. */
  private static final int MAX_BRACKETS = 1_000;

  /** Words WITH; one WITH can define many tables. */
  private static final int MAX_WITHS = 6;

  private static final Pattern WITH =
      Pattern.compile("\\bwith\\b(?!\\s+time\\s+zone\\b)", Pattern.CASE_INSENSITIVE);
  private static final Pattern CASE = Pattern.compile("case", Pattern.CASE_INSENSITIVE);
  private static final Pattern CASE_WHEN =
      Pattern.compile("case\\s+when", Pattern.CASE_INSENSITIVE);
  private static final Pattern WHEN = Pattern.compile("when", Pattern.CASE_INSENSITIVE);
  private static final Pattern WINDOW = Pattern.compile("window", Pattern.CASE_INSENSITIVE);
  private static final Pattern OVER = Pattern.compile("over", Pattern.CASE_INSENSITIVE);

  private TextCheck() {}

  static void check(String text, Judgement judgement) {
    if (text.length() > SqlLimits.MAX_TEXT_LENGTH) {
      throw judgement.refuse(
          Reason.QUERY_TOO_LARGE,
          "more than " + SqlLimits.MAX_TEXT_LENGTH + " characters",
          "split the query");
    }
    if (text.isBlank()) {
      throw judgement.refuse(Reason.EMPTY, "", "write a SELECT");
    }
    checkCharacters(text, judgement);
    checkBrackets(text, judgement);
    checkCopies(text, judgement);
  }

  /** Half a surrogate pair and NUL have no UTF-8 form that the parser would read as they stand. */
  private static void checkCharacters(String text, Judgement judgement) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair) {
        i++;
      } else if (c == 0 || Character.isSurrogate(c)) {
        throw judgement.refuse(
            Reason.PARSE_ERROR, "not well-formed text", "send Unicode without NUL");
      }
    }
  }

  private static void checkBrackets(String text, Judgement judgement) {
    int total = 0;
    int open = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '(' || c == '[' || c == '{') {
        total++;
        open++;
      } else if ((c == ')' || c == ']' || c == '}') && open > 0) {
        open--;
      }
      if (open > SqlLimits.MAX_DEPTH) {
        throw judgement.refuse(
            Reason.QUERY_TOO_DEEP,
            "more than " + SqlLimits.MAX_DEPTH + " brackets inside each other",
            "nest less");
      }
    }
    if (total > MAX_BRACKETS) {
      throw judgement.refuse(
          Reason.QUERY_TOO_LARGE, "more than " + MAX_BRACKETS + " brackets", "split the query");
    }
    if (count(WITH, text) > MAX_WITHS) {
      throw judgement.refuse(
          Reason.QUERY_TOO_LARGE,
          "more than " + MAX_WITHS + " times WITH",
          "define all tables in one WITH, with commas between them");
    }
  }

  private static void checkCopies(String text, Judgement judgement) {
    int operands = count(CASE, text) - count(CASE_WHEN, text);
    double windowCopies = count(WINDOW, text) == 0 ? 1 : Math.max(1, count(OVER, text));
    double copies = Math.max(windowCopies, caseCopies(operands, count(WHEN, text)));
    if (text.length() * copies > MAX_COPIED) {
      throw judgement.refuse(
          Reason.QUERY_TOO_LARGE,
          "CASE with an operand, or a named window, is copied too often",
          "write CASE WHEN x = 1 THEN … instead of CASE x WHEN 1 THEN …");
    }
  }

  /** The most copies of an operand, if every CASE stands in the operand of the next. */
  private static double caseCopies(int operands, int whens) {
    if (operands <= 0 || whens == 0) {
      return 1;
    }
    // n factors of a given sum have the greatest product if they are equal, and e each.
    double nested = Math.min(operands, Math.max(1, whens / Math.E));
    return Math.pow(whens / nested, nested);
  }

  private static int count(Pattern pattern, String text) {
    return (int) pattern.matcher(text).results().count();
  }
}
