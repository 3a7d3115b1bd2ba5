package io.coral.domain.sql;

import static java.util.Objects.requireNonNull;

/**
 * A column of a SQL answer.
 *
 * @param name as the statement names it; names may repeat
 * @param type as DuckDB writes it, such as {@code BIGINT} or {@code TIMESTAMP WITH TIME ZONE}
 */
public record SqlColumn(String name, String type) {
  public SqlColumn {
    requireNonNull(name, "name is null");
    requireNonNull(type, "type is null");
  }
}
