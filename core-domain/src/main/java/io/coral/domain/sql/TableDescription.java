package io.coral.domain.sql;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A table that SQL can read.
 *
 * @param name as statements write it
 * @param parameters of a table macro, in order; none for a plain table
 * @param meaning one line
 */
public record TableDescription(
    String name, List<String> parameters, String meaning, List<Column> columns) {
  public TableDescription {
    requireNonNull(name, "name is null");
    parameters = List.copyOf(parameters);
    requireNonNull(meaning, "meaning is null");
    columns = List.copyOf(columns);
  }

  /** How it stands in FROM: {@code service_percentiles(q)}. */
  public String reference() {
    return parameters.isEmpty() ? name : name + "(" + String.join(", ", parameters) + ")";
  }

  /**
   * A column.
   *
   * @param type as DuckDB writes it
   * @param unit of its numbers, such as {@code nanoseconds}; empty if it has none
   * @param meaning one line
   */
  public record Column(String name, String type, String unit, String meaning) {
    public Column {
      requireNonNull(name, "name is null");
      requireNonNull(type, "type is null");
      requireNonNull(unit, "unit is null");
      requireNonNull(meaning, "meaning is null");
    }
  }
}
