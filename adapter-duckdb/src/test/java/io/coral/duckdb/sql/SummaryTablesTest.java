package io.coral.duckdb.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.sql.SqlColumn;
import io.coral.domain.sql.SummaryTables;
import io.coral.domain.sql.TableDescription;
import io.coral.domain.time.TimeWindow;
import io.coral.ports.CallBounds;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** People are told of the columns that there are. */
class SummaryTablesTest {
  private static SqlGuard guard;
  private static SummaryDatabase database;

  @BeforeAll
  static void open() throws SQLException {
    guard = SqlGuard.open();
    database = SummaryDatabase.open();
  }

  @AfterAll
  static void close() throws SQLException {
    guard.close();
    database.close();
  }

  static Stream<TableDescription> tables() {
    return SummaryTables.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("tables")
  void description_hasTheColumnsThatAQueryReturns(TableDescription table) {
    var runner = TestRuns.runner(database::connect, guard, 1, Duration.ofSeconds(20));
    var columns =
        TestRuns.run(
                runner,
                "FROM " + table.reference().replace("(q)", "(0.5)"),
                1,
                new TimeWindow(SummaryDatabase.START, SummaryDatabase.START.plusSeconds(60)),
                CallBounds.timeout(Duration.ofSeconds(20)))
            .get()
            .columns();

    assertThat(table.columns())
        .extracting(column -> new SqlColumn(column.name(), column.type()))
        .containsExactlyElementsOf(columns);
  }
}
