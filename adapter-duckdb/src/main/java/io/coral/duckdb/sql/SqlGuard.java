package io.coral.duckdb.sql;

import io.coral.domain.sql.SqlParameters;
import io.coral.domain.sql.SqlRefusal;
import io.coral.domain.sql.SqlRefusal.Reason;
import io.coral.domain.sql.SqlText;
import io.vavr.control.Either;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/**
 * Decides whether a stranger's statement may run.
 *
 * <p>DuckDB parses the text; the whole tree is then held against lists of what is allowed: kinds of
 * nodes and each of their fields, tables, functions, types. What is on no list is refused, also
 * when a later DuckDB invents it. What is let through is SQL that DuckDB writes from the judged
 * tree, and that is judged once more, so that a fault in the writing cannot smuggle anything in.
 *
 * <p>A statement is also refused if its plan or its values could grow out of bounds before a memory
 * limit or a cancellation takes hold; see {@link Size}. Thread-safe.
 */
public final class SqlGuard implements AutoCloseable {
  private final StatementParser parser;

  private SqlGuard(StatementParser parser) {
    this.parser = parser;
  }

  /**
   * Starts the parser.
   *
   * @throws SQLException if DuckDB cannot be started
   */
  public static SqlGuard open() throws SQLException {
    return new SqlGuard(StatementParser.open());
  }

  /**
   * Judges one statement.
   *
   * @param parameters become constants before anything is judged
   * @return what may run in its place, or the first rule that it breaks, with the place in {@code
   *     sql} where that is known
   */
  public Either<SqlRefusal, GuardedSql> judge(SqlText sql, SqlParameters parameters) {
    return DeepStack.call("sql-guard", () -> judged(sql.text(), parameters));
  }

  /** Judges a change of what it let through, made by this program. */
  Either<SqlRefusal, GuardedSql> judge(Json tree) {
    return DeepStack.call("sql-guard", () -> refusing(() -> printed("", tree)));
  }

  /** SQL for a part of what was let through: values without tables. */
  String print(Json tree) throws SQLException {
    return withoutSemicolon(parser.print(JsonWriter.write(tree)));
  }

  private Either<SqlRefusal, GuardedSql> judged(String text, SqlParameters parameters) {
    return refusing(
        () -> {
          var judgement = new Judgement(text);
          TextCheck.check(text, judgement);
          Json tree = PlaceholderNames.kept(parser.parse(text), parser, judgement);
          return printed(text, Placeholders.filled(tree, parameters, judgement));
        });
  }

  private GuardedSql printed(String text, Json tree) throws SQLException, IOException {
    judgeTree(text, tree);
    String printed = parser.print(JsonWriter.write(tree));
    judgeTree(printed, parser.parse(printed));
    return new GuardedSql(withoutSemicolon(printed), tree);
  }

  private interface Judging {
    GuardedSql run() throws SQLException, IOException;
  }

  private static Either<SqlRefusal, GuardedSql> refusing(Judging judging) {
    try {
      return Either.right(judging.run());
    } catch (RefusedException e) {
      return Either.left(e.refusal());
    } catch (SQLException | IOException e) {
      // The parser itself ran out of memory, or the tree is deeper than any that is let through.
      return Either.left(
          SqlRefusal.of(Reason.QUERY_TOO_LARGE, "it cannot be parsed", "split the query"));
    }
  }

  private void judgeTree(String text, Json tree) throws SQLException, IOException {
    var judgement = new Judgement(text);
    var root = new Node(tree, judgement);
    if (root.flag("error")) {
      throw new ParseErrors(parser, text, judgement).refusal(root);
    }
    List<Node> statements = root.nodes("statements");
    root.end();
    if (statements.isEmpty()) {
      throw judgement.refuse(Reason.EMPTY, "", "write a SELECT");
    }
    if (statements.size() > 1) {
      throw judgement.refuse(
          Reason.MULTIPLE_STATEMENTS, "found " + statements.size(), "send them one by one");
    }
    new TreeWalk(judgement).queries().statement(statements.get(0), Scope.root());
  }

  private static String withoutSemicolon(String printed) {
    String stripped = printed.strip();
    return stripped.endsWith(";") ? stripped.substring(0, stripped.length() - 1) : stripped;
  }

  @Override
  public void close() throws SQLException {
    parser.close();
  }
}
