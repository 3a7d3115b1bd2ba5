package io.coral.cli.render;

import io.coral.domain.sql.SqlColumn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names under which the columns of an answer are the members of an object. The first column of a
 * name keeps it; each further one gets {@code _2}, {@code _3}, passing over what another column is
 * really named.
 */
final class DistinctNames {
  private DistinctNames() {}

  static List<String> of(List<SqlColumn> columns) {
    Set<String> written = columns.stream().map(SqlColumn::name).collect(Collectors.toSet());
    Set<String> taken = new HashSet<>();
    List<String> names = new ArrayList<>(columns.size());
    for (SqlColumn column : columns) {
      String name = column.name();
      boolean free = taken.add(name);
      for (int copy = 2; !free; copy++) {
        name = column.name() + "_" + copy;
        free = !written.contains(name) && taken.add(name);
      }
      names.add(name);
    }
    return names;
  }
}
