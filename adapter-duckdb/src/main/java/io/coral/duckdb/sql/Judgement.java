package io.coral.duckdb.sql;

import io.coral.domain.sql.SqlLimits;
import io.coral.domain.sql.SqlPlace;
import io.coral.domain.sql.SqlRefusal;
import io.coral.domain.sql.SqlRefusal.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The state of judging one statement: its text, to place refusals in, and what it has used up. */
final class Judgement {
  /** Subqueries, CTEs and arms inside each other; plans of deeper ones take long to make. */
  private static final int MAX_QUERY_DEPTH = 20;

  /** Subqueries in expressions; the time to make a plan grows faster than their number. */
  private static final int MAX_SUBQUERIES = 16;

  /** Bytes of text and lists that the expressions of a statement may build for one row. */
  private static final long MAX_BUILT_BYTES = 256 * 1024;

  /**
   * Bytes that the searches of a statement may compare for one row. Two thousand rows are searched
   * before anybody looks up whether the statement was cancelled.
   */
  private static final long MAX_SEARCHED_BYTES = 4 * 1024 * 1024;

  /** Calls that are given the text or list of a whole group; each runs over it to its end. */
  private static final int MAX_BULK_CALLS = 16;

  /** Nodes of all expressions, once aliases, stars and CTEs have been put in their places. */
  private static final long MAX_NODES = 20_000;

  private final String text;
  private final byte[] utf8;
  private int depth;
  private int queryDepth;
  private int joins;
  private int ctes;
  private int arms;
  private int subqueries;
  private int bulkCalls;
  private long searchedBytes;
  private long builtBytes;

  Judgement(String text) {
    this.text = text;
    this.utf8 = text.getBytes(StandardCharsets.UTF_8);
  }

  RefusedException refuse(Reason reason, String detail, String hint) {
    return refuse(reason, detail, hint, -1);
  }

  RefusedException refuse(Reason reason, String detail, String hint, long utf8Offset) {
    return new RefusedException(new SqlRefusal(reason, detail, place(utf8Offset), hint));
  }

  /** The place in the caller's text of an offset as the parser counts, in bytes. */
  private Optional<SqlPlace> place(long utf8Offset) {
    if (utf8Offset < 0 || utf8Offset > utf8.length) {
      return Optional.empty();
    }
    int offset = new String(utf8, 0, (int) utf8Offset, StandardCharsets.UTF_8).length();
    return Optional.of(SqlPlace.in(text, offset));
  }

  void enter(Node node) {
    if (++depth > SqlLimits.MAX_DEPTH) {
      throw node.refuse(
          Reason.QUERY_TOO_DEEP, "more than " + SqlLimits.MAX_DEPTH + " levels", "nest less");
    }
  }

  void leave() {
    depth--;
  }

  void enterQuery(Node node) {
    enter(node);
    if (++queryDepth > MAX_QUERY_DEPTH) {
      throw node.refuse(
          Reason.QUERY_TOO_DEEP,
          "more than " + MAX_QUERY_DEPTH + " queries inside each other",
          "nest less");
    }
  }

  void leaveQuery() {
    queryDepth--;
    leave();
  }

  void countJoin(Node node) {
    if (++joins > SqlLimits.MAX_JOINS) {
      throw tooLarge(node, "more than " + SqlLimits.MAX_JOINS + " joins");
    }
  }

  void countCte(Node node) {
    if (++ctes > SqlLimits.MAX_CTES) {
      throw tooLarge(node, "more than " + SqlLimits.MAX_CTES + " common table expressions");
    }
  }

  void countSubquery(Node node) {
    if (++subqueries > MAX_SUBQUERIES) {
      throw tooLarge(node, "more than " + MAX_SUBQUERIES + " subqueries in expressions");
    }
  }

  void countBulk(Node node) {
    if (++bulkCalls > MAX_BULK_CALLS) {
      throw tooLarge(
          node, "more than " + MAX_BULK_CALLS + " calls on the texts or lists of whole groups");
    }
  }

  /** Counts the comparisons of bytes that a search may take for a row. */
  void countSearched(Node node, long bytes) {
    searchedBytes = Size.plus(searchedBytes, bytes);
    if (searchedBytes > MAX_SEARCHED_BYTES) {
      throw node.refuse(
          Reason.QUERY_TOO_LARGE,
          "searching long text for long text",
          "search short columns for short words");
    }
  }

  void countArms(Node node, int more) {
    arms += more;
    if (arms > SqlLimits.MAX_SET_OPERATION_ARMS) {
      throw tooLarge(
          node, "more than " + SqlLimits.MAX_SET_OPERATION_ARMS + " arms of set operations");
    }
  }

  /** Counts text or a list that an expression builds for a row. */
  void countBuilt(Node node, long bytes) {
    builtBytes = Size.plus(builtBytes, bytes);
    if (builtBytes > MAX_BUILT_BYTES) {
      throw node.refuse(
          Reason.QUERY_TOO_LARGE,
          "text or lists built here could become too large",
          "sort and join inside of list and string_agg; build text from short columns only");
    }
  }

  void checkNodes(Node node, long nodes) {
    if (nodes > MAX_NODES) {
      throw node.refuse(
          Reason.QUERY_TOO_LARGE,
          "aliases, stars and common table expressions add up to too large a plan",
          "refer less often to what is itself computed");
    }
  }

  void checkCount(Node node, int count, int most, String what) {
    if (count > most) {
      throw tooLarge(node, "more than " + most + " " + what);
    }
  }

  private static RefusedException tooLarge(Node node, String detail) {
    return node.refuse(Reason.QUERY_TOO_LARGE, detail, "split the query");
  }
}
