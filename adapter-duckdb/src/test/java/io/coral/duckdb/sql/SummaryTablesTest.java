package io.coral.duckdb.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.sql.SqlColumn;
import io.coral.domain.sql.SummaryTables;
import io.coral.domain.sql.TableDescription;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** People are told of the columns that there are. */
class SummaryTablesTest {
  private static GuardedDatabase store;

  @BeforeAll
  static void open() throws SQLException {
    store = GuardedDatabase.open();
  }

  @AfterAll
  static void close() throws SQLException {
    store.close();
  }

  static Stream<TableDescription> tables() {
    return SummaryTables.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("tables")
  void description_hasTheColumnsThatAQueryReturns(TableDescription table) {
    var columns =
        store
            .answer("FROM " + table.reference().replace("(q)", "(0.5)"), GuardedDatabase.BOTH_HOURS)
            .columns();

    assertThat(table.columns())
        .extracting(column -> new SqlColumn(column.name(), column.type()))
        .containsExactlyElementsOf(columns);
  }
}
