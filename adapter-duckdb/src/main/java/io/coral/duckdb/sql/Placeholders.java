package io.coral.duckdb.sql;

import io.coral.domain.sql.SqlParameters;
import io.coral.domain.sql.SqlRefusal.Reason;
import io.coral.domain.sql.SqlValue;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Puts values in the places of {@code $name}, {@code $1} and {@code ?}. This is done in the tree,
 * so that a value is one constant whatever it holds, before anything is judged: a value meets every
 * rule that a constant in the text would meet.
 */
final class Placeholders {
  private final SqlParameters parameters;
  private final Judgement judgement;
  private final Set<String> used = new HashSet<>();

  private Placeholders(SqlParameters parameters, Judgement judgement) {
    this.parameters = parameters;
    this.judgement = judgement;
  }

  /**
   * The tree with constants in it. Refuses a placeholder without a value, and a value without a
   * placeholder, which is a slip of the pen as a rule.
   */
  static Json filled(Json tree, SqlParameters parameters, Judgement judgement) {
    if (Trees.member(tree, "error") instanceof Json.Bool(boolean failed) && failed) {
      return tree; // whoever judges it says what is wrong
    }
    var placeholders = new Placeholders(parameters, judgement);
    Json filled = Trees.replaced(tree, placeholders::replacement);
    Set<String> unused = new TreeSet<>(parameters.values().keySet());
    unused.removeAll(placeholders.used);
    if (!unused.isEmpty()) {
      throw judgement.refuse(
          Reason.PARAMETER_MISMATCH,
          "no placeholder for " + String.join(", ", unused),
          "write $" + unused.iterator().next() + " where the value belongs, without quotes");
    }
    return filled;
  }

  private Optional<Json> replacement(Json.Obj object) {
    if (object.members().containsKey("named_param_map")) {
      Json node = Trees.replaced(Trees.member(object, "node"), this::replacement);
      Json.Obj filled = Trees.with(object, "node", node);
      return Optional.of(Trees.without(filled, Set.of("named_param_map")));
    }
    if (!Trees.text(object, "class").equals("PARAMETER")) {
      return Optional.empty();
    }
    String name = Trees.text(object, "identifier");
    SqlValue value = parameters.values().get(name);
    if (value == null) {
      throw judgement.refuse(
          Reason.PARAMETER_MISMATCH,
          "no value for $" + name,
          "send a parameter of that name with the statement",
          Trees.location(object));
    }
    used.add(name);
    return Optional.of(Nodes.constant(value, object));
  }
}
