package io.coral.duckdb.sql;

import io.coral.domain.sql.SqlRefusal.Reason;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Names the columns that are computed from placeholders, such as {@code SELECT upper($name)}, as
 * the engine names them in the caller's own text, before values stand there. Otherwise a column
 * would be called by the value, another name with each call.
 */
final class PlaceholderNames {
  private static final String SELECT = "SELECT ";

  private final StatementParser parser;
  private final Judgement judgement;

  private PlaceholderNames(StatementParser parser, Judgement judgement) {
    this.parser = parser;
    this.judgement = judgement;
  }

  /** The tree with aliases where columns of placeholders have none. */
  static Json kept(Json tree, StatementParser parser, Judgement judgement) {
    return Trees.replaced(tree, new PlaceholderNames(parser, judgement)::replacement);
  }

  private Optional<Json> replacement(Json.Obj object) {
    List<Json> selected = Trees.items(Trees.member(object, "select_list"));
    if (selected.stream().noneMatch(PlaceholderNames::lacksAName)) {
      return Optional.empty();
    }
    List<Json> named = selected.stream().map(this::named).toList();
    // None lacks a name any more, so that this comes to its end further inside.
    return Optional.of(
        Trees.replaced(Trees.with(object, "select_list", new Json.Arr(named)), this::replacement));
  }

  private static boolean lacksAName(Json item) {
    // A star stands for many columns, which one alias would all be called.
    return Trees.text(item, "alias").isEmpty()
        && holds("PARAMETER", item, true)
        && !holds("STAR", item, false);
  }

  private static boolean holds(String kind, Json json, boolean inSubqueries) {
    return switch (json) {
      case Json.Obj object ->
          Trees.text(object, "class").equals(kind)
              || ((inSubqueries || !object.members().containsKey("select_list"))
                  && object.members().values().stream()
                      .anyMatch(member -> holds(kind, member, inSubqueries)));
      case Json.Arr(var items) -> items.stream().anyMatch(item -> holds(kind, item, inSubqueries));
      case Json.Text ignored -> false;
      case Json.Numeral ignored -> false;
      case Json.Bool ignored -> false;
      case Json.Null ignored -> false;
    };
  }

  private Json named(Json item) {
    return item instanceof Json.Obj object && lacksAName(item)
        ? Trees.with(object, "alias", new Json.Text(name(item)))
        : item;
  }

  private String name(Json item) {
    try {
      return parser
          .print(JsonWriter.write(Nodes.selecting(List.of(item))))
          .substring(SELECT.length())
          .replaceFirst(";\\s*$", "");
    } catch (SQLException e) {
      // The printer has run out of memory.
      throw judgement.refuse(Reason.QUERY_TOO_LARGE, "it cannot be parsed", "split the query");
    }
  }
}
