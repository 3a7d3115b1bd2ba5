package io.coral.duckdb.sql;

import java.util.List;
import java.util.Map;

/** A JSON value, as the engine writes its parse tree. */
sealed interface Json {
  /** An object; its members keep their order. */
  record Obj(Map<String, Json> members) implements Json {}

  record Arr(List<Json> items) implements Json {}

  record Text(String value) implements Json {}

  /** A number, kept as written: locations do not fit 64 signed bits. */
  record Numeral(String text) implements Json {}

  record Bool(boolean value) implements Json {}

  record Null() implements Json {}

  /** Whether this says nothing: null, false, empty text, an empty array or object. */
  default boolean isEmpty() {
    return switch (this) {
      case Obj object -> object.members().isEmpty();
      case Arr array -> array.items().isEmpty();
      case Text text -> text.value().isEmpty();
      case Numeral ignored -> false;
      case Bool bool -> !bool.value();
      case Null ignored -> true;
    };
  }
}
