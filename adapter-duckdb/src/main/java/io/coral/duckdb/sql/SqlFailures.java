package io.coral.duckdb.sql;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.sql.SqlLimits;
import io.coral.domain.sql.SqlPlace;
import io.coral.domain.sql.SqlRefusal;
import io.coral.domain.sql.SqlRefusal.Reason;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the engine's errors about a judged statement mean to the one who wrote it. */
final class SqlFailures {
  private static final Logger LOG = System.getLogger(SqlFailures.class.getName());

  private static final String CONVERSION = "Conversion Error: ";

  /** Errors that the statement is to blame for, and that say nothing but what it holds. */
  private static final List<String> CALLERS =
      List.of(
          "Binder Error: ",
          "Catalog Error: ",
          CONVERSION,
          "Invalid Input Error: ",
          "Out of Range Error: ",
          "Mismatch Type Error: ",
          "Not implemented Error: ",
          "Parser Error: ");

  /** Words of a message that would tell about what lies behind the views. */
  private static final Pattern INTERNAL =
      Pattern.compile("store\\.|coral_|(^|[\\s\"'])/\\w", Pattern.CASE_INSENSITIVE);

  /**
   * Errors in what lies behind the views; statements that read other tables are not let through.
   */
  private static final Pattern STORES =
      Pattern.compile("Contents of view|Table with name", Pattern.CASE_INSENSITIVE);

  /** The value that a message about a conversion quotes: of a row that the caller may read. */
  private static final Pattern CONVERTED = Pattern.compile("'.*'", Pattern.DOTALL);

  /** What the engine says of a file that it cannot read. */
  private static final String UNREADABLE = "IO Error: ";

  private static final Pattern MISSING =
      Pattern.compile("^Referenced column \"([A-Za-z_][A-Za-z0-9_]*)\" not found");

  private static final Pattern QUOTED = Pattern.compile("[\"']([A-Za-z_][A-Za-z0-9_]*)[\"']");

  private static final Pattern WORD = Pattern.compile("\\S+");

  /** Where the engine begins to show the statement as it was run, which is not the caller's. */
  private static final Pattern EXCERPT = Pattern.compile("\n\\s*\n|\nLINE ");

  private static final int LONGEST_DETAIL = 400;

  private SqlFailures() {}

  /**
   * Translates an error.
   *
   * @param text the caller's statement
   */
  static QueryFailure of(SQLException error, String text) {
    String message = String.valueOf(error.getMessage());
    if (message.contains(LimitedSql.TOO_MANY_BYTES)) {
      return new QueryFailure.LimitExceeded(
          "result size",
          "the answer has more than " + SqlLimits.MAX_RESULT_BYTES + " bytes",
          "select fewer or shorter columns, or set a limit");
    }
    if (message.contains(LimitedSql.TOO_LONG_CELL)) {
      return new QueryFailure.LimitExceeded(
          "cell size",
          "a cell has more than " + SqlLimits.MAX_CELL_BYTES + " bytes",
          "select a part of it, or fewer values in one list or text");
    }
    if (message.contains(LimitedSql.TOO_LONG_ROW)) {
      return new QueryFailure.LimitExceeded(
          "row size",
          "a row has more than " + SqlLimits.MAX_STREAM_ROW_BYTES + " bytes",
          "select fewer or shorter columns");
    }
    if (OutOfMemory.isCauseOf(error)) {
      return OutOfMemory.failure();
    }
    if (message.contains("Max expression depth limit")) {
      return refused(Reason.QUERY_TOO_DEEP, "", Optional.empty(), "nest less");
    }
    if (message.startsWith("INTERRUPT Error") || message.endsWith(" was closed")) {
      // Whoever stopped it knows why, and says so.
      return new QueryFailure.Cancelled();
    }
    if (message.startsWith(UNREADABLE)) {
      LOG.log(Level.ERROR, "the store failed to read its data", error);
      return new QueryFailure.Unavailable(
          "the store cannot read its data",
          "the database file may be damaged: import the telemetry again into a new file");
    }
    for (String prefix : CALLERS) {
      if (message.startsWith(prefix)) {
        return ofCaller(error, prefix, text);
      }
    }
    return unavailable(error);
  }

  private static QueryFailure ofCaller(SQLException error, String prefix, String text) {
    String message = String.valueOf(error.getMessage()).substring(prefix.length());
    String first = EXCERPT.split(message, 2)[0].replaceAll("\\s+", " ").strip();
    String words = prefix.equals(CONVERSION) ? CONVERTED.matcher(first).replaceAll("''") : first;
    if (STORES.matcher(words).find()
        || missesWhatNobodyAsked(words, text)
        || INTERNAL.matcher(withoutLiterals(words, text)).find()) {
      return unavailable(error);
    }
    String detail =
        first.length() > LONGEST_DETAIL ? first.substring(0, LONGEST_DETAIL) + "…" : first;
    return refused(Reason.BIND_ERROR, detail, place(first, text), hint(first));
  }

  /** Whether a view looks for a column, which the caller does not name, in what lies behind it. */
  private static boolean missesWhatNobodyAsked(String message, String text) {
    Matcher missing = MISSING.matcher(message);
    return missing.find()
        && !text.toLowerCase(Locale.ROOT).contains(missing.group(1).toLowerCase(Locale.ROOT));
  }

  /** What to do about an error that the engine words. */
  private static String hint(String message) {
    String folded = message.toLowerCase(Locale.ROOT);
    if (folded.contains("column")
        && (folded.contains("not found") || folded.contains("does not"))) {
      return "coral query schema lists the columns of each table";
    }
    if (folded.contains("group by")) {
      return "GROUP BY ALL groups by every column that is not aggregated";
    }
    if (folded.contains("could not convert") || folded.contains("invalid input")) {
      return "TRY_CAST gives NULL where a value does not fit";
    }
    if (folded.contains("no function matches")) {
      return "cast the arguments to what it takes, as in x::DOUBLE";
    }
    return "--dry-run shows the statement as it would run";
  }

  /** A slash in what the caller wrote is no path of ours. */
  private static String withoutLiterals(String message, String text) {
    var kept = new StringBuilder();
    for (String word : WORD.matcher(message).results().map(MatchResult::group).toList()) {
      if (!text.contains(word.replaceAll("^\\W+|\\W+$", ""))) {
        kept.append(word).append(' ');
      }
    }
    return kept.toString();
  }

  /**
   * Where the first name that the message quotes stands, if it stands in one place only. Text in
   * quotes begins with its quote, as the parser has it.
   */
  private static Optional<SqlPlace> place(String message, String text) {
    Matcher quoted = QUOTED.matcher(message);
    if (!quoted.find()) {
      return Optional.empty();
    }
    Matcher places =
        Pattern.compile("\\b" + Pattern.quote(quoted.group(1)) + "\\b", Pattern.CASE_INSENSITIVE)
            .matcher(text);
    if (!places.find()) {
      return Optional.empty();
    }
    boolean inQuotes = isQuoted(text, places.start(), places.end());
    int offset = inQuotes ? places.start() - 1 : places.start();
    return places.find() ? Optional.empty() : Optional.of(SqlPlace.in(text, offset));
  }

  private static boolean isQuoted(String text, int start, int end) {
    return start > 0
        && end < text.length()
        && (text.charAt(start - 1) == '\'' || text.charAt(start - 1) == '"')
        && text.charAt(end) == text.charAt(start - 1);
  }

  static QueryFailure unsupported(String column, String type) {
    return refused(
        Reason.UNSUPPORTED_TYPE,
        column + " is of type " + type,
        Optional.empty(),
        "cast it to VARCHAR");
  }

  private static QueryFailure refused(
      Reason reason, String detail, Optional<SqlPlace> place, String hint) {
    return new QueryFailure.SqlRefused(new SqlRefusal(reason, detail, place, hint));
  }

  private static QueryFailure unavailable(SQLException error) {
    LOG.log(Level.ERROR, "the store failed to run a judged statement", error);
    return new QueryFailure.Unavailable("the store cannot answer", "");
  }
}
