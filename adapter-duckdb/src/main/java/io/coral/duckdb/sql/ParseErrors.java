package io.coral.duckdb.sql;

import io.coral.domain.sql.SqlRefusal.Reason;
import java.io.IOException;
import java.sql.SQLException;

/** Turns what the parser says about a text that it does not take into a refusal. */
final class ParseErrors {
  /** What the parser calls a statement that has no JSON form, which is every one but SELECT. */
  private static final String NO_SELECT = "not implemented";

  /** Semicolons tried as the end of a first statement. */
  private static final int MAX_TRIED = 4;

  private final StatementParser parser;
  private final String text;
  private final Judgement judgement;

  ParseErrors(StatementParser parser, String text, Judgement judgement) {
    this.parser = parser;
    this.text = text;
    this.judgement = judgement;
  }

  RefusedException refusal(Node error) throws SQLException, IOException {
    String message = error.text("error_message").lines().findFirst().orElse("");
    if (message.startsWith("Mixing named and positional")) {
      return judgement.refuse(
          Reason.PARAMETER_MISMATCH, message, "write all placeholders as $name, or all as ?");
    }
    if (error.text("error_type").equals(NO_SELECT)) {
      return hasSeveralStatements()
          ? judgement.refuse(Reason.MULTIPLE_STATEMENTS, "", "send one SELECT")
          : judgement.refuse(Reason.NOT_A_SELECT, "", Hints.statement(text));
    }
    if (message.startsWith("Max expression depth limit")) {
      return judgement.refuse(Reason.QUERY_TOO_DEEP, "", "nest less");
    }
    String position = error.text("position");
    long offset = position.matches("[0-9]{1,9}") ? Long.parseLong(position) : -1;
    return judgement.refuse(
        Reason.PARSE_ERROR, message, "the SQL of DuckDB is understood; " + Hints.TABLES, offset);
  }

  /** Whether some semicolon has a statement on both sides. It decides on the reason only. */
  private boolean hasSeveralStatements() throws SQLException, IOException {
    int semicolon = text.indexOf(';');
    for (int tried = 0; semicolon >= 0 && tried < MAX_TRIED; tried++) {
      if (isStatement(text.substring(0, semicolon)) && isStatement(text.substring(semicolon + 1))) {
        return true;
      }
      semicolon = text.indexOf(';', semicolon + 1);
    }
    return false;
  }

  private boolean isStatement(String part) throws SQLException, IOException {
    var root = new Node(parser.parse(part), judgement);
    return root.flag("error")
        ? root.text("error_type").equals(NO_SELECT)
        : !root.items("statements").isEmpty();
  }
}
