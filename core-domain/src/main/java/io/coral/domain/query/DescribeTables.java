package io.coral.domain.query;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Asks what SQL can read.
 *
 * @param table only this one; all, if absent
 */
public record DescribeTables(Optional<String> table) implements QueryIntent<TableList> {
  public DescribeTables {
    requireNonNull(table, "table is null");
  }
}
