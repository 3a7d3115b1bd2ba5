package io.coral.duckdb;

import static io.coral.duckdb.schema.store.Store.STORE;
import static io.coral.duckdb.schema.store.Tables.SCHEMA_VERSION;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.coral.domain.failure.QueryFailure;
import io.coral.ports.ColonyStores.Access;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.duckdb.DuckDBConnection;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** Tells whether a database is one of ours, and makes an empty one so. */
final class Schema {
  /** What schema.sql says of itself. */
  static final int VERSION = 1;

  private Schema() {}

  /**
   * @return why the database cannot be used, if so
   */
  static Optional<QueryFailure> prepare(DuckDBConnection root, Path database, Access access)
      throws SQLException {
    DSLContext dsl = DSL.using(root, SQLDialect.DUCKDB);
    if (!hasVersion(dsl)) {
      if (access == Access.READ_ONLY || !isEmpty(dsl)) {
        return Optional.of(OpenFailures.foreign(database));
      }
      Database.create(root);
      return Optional.empty();
    }
    int version = dsl.select(SCHEMA_VERSION.VERSION).from(SCHEMA_VERSION).fetchSingle().value1();
    if (version > VERSION) {
      return Optional.of(OpenFailures.newer(database, version));
    }
    return version < VERSION
        ? Optional.of(OpenFailures.older(database, version))
        : Optional.empty();
  }

  private static boolean hasVersion(DSLContext dsl) {
    return dsl.fetchExists(
        table(name("information_schema", "tables")),
        DSL.field(name("table_schema"), String.class)
            .eq(STORE.getName())
            .and(DSL.field(name("table_name"), String.class).eq(SCHEMA_VERSION.getName())));
  }

  private static boolean isEmpty(DSLContext dsl) {
    return !dsl.fetchExists(table(name("information_schema", "tables")));
  }
}
