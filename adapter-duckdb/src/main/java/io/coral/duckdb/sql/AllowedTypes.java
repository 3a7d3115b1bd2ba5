package io.coral.duckdb.sql;

import java.util.Set;

/**
 * The types that a value may be cast to: plain scalars, and lists of them. Not enumerations and
 * types by schema, which read the catalog; not fixed-size arrays and bit strings, whose length a
 * caller would set.
 */
final class AllowedTypes {
  /** Whose values have no length. */
  private static final Set<String> SCALARS =
      Set.of(
          "boolean",
          "bool",
          "tinyint",
          "smallint",
          "integer",
          "int",
          "bigint",
          "hugeint",
          "utinyint",
          "usmallint",
          "uinteger",
          "ubigint",
          "uhugeint",
          "float",
          "real",
          "double",
          "decimal",
          "numeric",
          "date",
          "time",
          "timestamp",
          "timestamp_s",
          "timestamp_ms",
          "timestamp_us",
          "timestamp_ns",
          "datetime",
          "timestamptz",
          "timestamp with time zone",
          "timetz",
          "time with time zone",
          "interval",
          "uuid");

  private static final Set<String> TEXTS =
      Set.of("varchar", "text", "string", "char", "bpchar", "blob");

  private static final Set<String> LISTS = Set.of("list");

  private AllowedTypes() {}

  static boolean isScalar(String name) {
    return SCALARS.contains(Names.folded(name));
  }

  static boolean isText(String name) {
    return TEXTS.contains(Names.folded(name));
  }

  static boolean isList(String name) {
    return LISTS.contains(Names.folded(name));
  }
}
