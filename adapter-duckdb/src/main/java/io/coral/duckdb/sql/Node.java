package io.coral.duckdb.sql;

import io.coral.domain.sql.SqlRefusal.Reason;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One object of the tree, read field by field. {@link #end} refuses whatever was not read and is
 * not empty, so that a field which a future DuckDB adds is refused until somebody has judged it.
 */
final class Node {
  private final Json.Obj object;
  private final Judgement judgement;
  private final Set<String> read = new HashSet<>();

  Node(Json json, Judgement judgement) {
    this.judgement = judgement;
    this.object = json instanceof Json.Obj found ? found : none(judgement);
    read.add("query_location_length");
  }

  private static Json.Obj none(Judgement judgement) {
    throw judgement.refuse(Reason.SYNTAX_NOT_ALLOWED, "a part without a name", "leave it out");
  }

  private Json get(String field) {
    read.add(field);
    Json found = object.members().get(field);
    return found == null ? new Json.Null() : found;
  }

  /** Text, empty if it is absent. */
  String text(String field) {
    return switch (get(field)) {
      case Json.Text text -> text.value();
      case Json.Null ignored -> "";
      case Json.Obj ignored -> throw malformed(field);
      case Json.Arr ignored -> throw malformed(field);
      case Json.Numeral ignored -> throw malformed(field);
      case Json.Bool ignored -> throw malformed(field);
    };
  }

  /** Text that must be one of {@code allowed}. */
  String oneOf(String field, Set<String> allowed) {
    String found = text(field);
    if (!allowed.contains(found)) {
      throw refuse(Reason.SYNTAX_NOT_ALLOWED, found.isEmpty() ? field : found, Hints.syntax(field));
    }
    return found;
  }

  /**
   * Text that must be one of {@code allowed}.
   *
   * @param absent what the engine assumes where there is none, one of {@code allowed}
   */
  String oneOf(String field, Set<String> allowed, String absent) {
    return get(field).isEmpty() ? absent : oneOf(field, allowed);
  }

  /** The items of an array; none if it is absent. */
  List<Json> items(String field) {
    Json found = get(field);
    if (found instanceof Json.Arr array) {
      return array.items();
    }
    if (found.isEmpty()) {
      return List.of();
    }
    throw malformed(field);
  }

  List<String> texts(String field) {
    return items(field).stream()
        .map(item -> item instanceof Json.Text text ? text.value() : malformedText(field))
        .toList();
  }

  private String malformedText(String field) {
    throw malformed(field);
  }

  Optional<Node> node(String field) {
    Json found = get(field);
    return found.isEmpty() ? Optional.empty() : Optional.of(new Node(found, judgement));
  }

  Node required(String field) {
    return new Node(get(field), judgement);
  }

  void ifPresent(String field, Consumer<Node> action) {
    node(field).ifPresent(action);
  }

  /** Each object of an array. */
  List<Node> nodes(String field) {
    return items(field).stream().map(item -> new Node(item, judgement)).toList();
  }

  /** The parts of a qualified name. */
  List<String> path() {
    Node name = required("qualified_name");
    List<String> path = name.texts("path");
    name.end();
    return path;
  }

  /** Reads a flag, either value of which is harmless. */
  boolean flag(String field) {
    return get(field) instanceof Json.Bool bool && bool.value();
  }

  /** Reads a number, any value of which is harmless; zero if it is absent. */
  void number(String field) {
    Json found = get(field);
    if (!(found instanceof Json.Numeral || found instanceof Json.Null)) {
      throw malformed(field);
    }
  }

  /** Reads a number that must have this value, the default of something that is not offered. */
  void fixed(String field, String number) {
    if (get(field) instanceof Json.Numeral found && !found.text().equals(number)) {
      throw malformed(field);
    }
  }

  RefusedException refuse(Reason reason, String detail, String hint) {
    return judgement.refuse(reason, detail, hint, location());
  }

  private RefusedException malformed(String field) {
    return refuse(Reason.SYNTAX_NOT_ALLOWED, field.replace('_', ' '), Hints.syntax(field));
  }

  /** The UTF-8 offset of this part in the text, or -1 if the parser gives none. */
  private long location() {
    read.add("query_location");
    if (object.members().get("query_location") instanceof Json.Numeral number
        && number.text().length() < 10) {
      return Long.parseLong(number.text());
    }
    return -1;
  }

  /** Refuses what nobody has read, unless it says nothing. */
  void end() {
    object
        .members()
        .forEach(
            (name, value) -> {
              if (!read.contains(name) && !name.equals("query_location") && !value.isEmpty()) {
                throw malformed(name);
              }
            });
  }
}
