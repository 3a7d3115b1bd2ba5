package io.coral.duckdb.sql;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What names mean at one place of a statement: the common table expressions in force, and the
 * columns and aliases that an expression can refer to.
 */
final class Scope {
  private final Optional<Scope> outer;
  private final Map<String, Shape> ctes = new HashMap<>();
  private final Map<String, Size> aliases = new HashMap<>();
  private Shape from = Shape.EMPTY;
  private final boolean inLambda;

  private Scope(Optional<Scope> outer, boolean inLambda) {
    this.outer = outer;
    this.inLambda = inLambda;
  }

  static Scope root() {
    return new Scope(Optional.empty(), false);
  }

  /** For a query inside this one, which may refer to everything that this one can. */
  Scope query() {
    return new Scope(Optional.of(this), inLambda);
  }

  Scope lambda() {
    return new Scope(Optional.of(this), true);
  }

  boolean isInLambda() {
    return inLambda;
  }

  void addCte(String name, Shape shape) {
    ctes.put(Names.folded(name), shape);
  }

  Optional<Shape> cte(String name) {
    Shape found = ctes.get(Names.folded(name));
    return found != null ? Optional.of(found) : outer.flatMap(scope -> scope.cte(name));
  }

  /** Adds a table of the FROM clause; its name alone stands for a struct of its columns. */
  void addTable(String name, Shape shape) {
    from = from.and(shape);
    long row = Size.times(shape.columns(), shape.bytes());
    addAlias(name, new Size(shape.columns(), row, false));
  }

  Shape from() {
    return from;
  }

  /** Adds an alias, which later expressions of the same SELECT may use for what it stands for. */
  void addAlias(String name, Size size) {
    if (!name.isEmpty()) {
      aliases.merge(Names.folded(name), size, Size::or);
    }
  }

  /** The most that a column or alias of this name can cost. */
  Size column(String name) {
    Size plain = new Size(1, bytes(), false);
    return alias(Names.folded(name)).map(plain::or).orElse(plain);
  }

  private Optional<Size> alias(String folded) {
    Size found = aliases.get(folded);
    return found != null ? Optional.of(found) : outer.flatMap(scope -> scope.alias(folded));
  }

  /** Of the widest column in reach. */
  private long bytes() {
    return Math.max(from.bytes(), outer.map(Scope::bytes).orElse(Size.SCALAR));
  }
}
