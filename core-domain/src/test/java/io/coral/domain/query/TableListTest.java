package io.coral.domain.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.sql.SummaryTables;
import io.coral.domain.sql.TableDescription;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TableListTest {
  @Test
  void answer_withoutAName_hasAllTables() {
    TableList all = TableList.answer(new DescribeTables(Optional.empty())).get();

    assertThat(all.tables())
        .extracting(TableDescription::reference)
        .containsExactly(
            "service_summary", "trace_summary", "system_metrics_rollup", "service_percentiles(q)");
    assertThat(all.tables())
        .flatExtracting(TableDescription::columns)
        .allSatisfy(column -> assertThat(column.meaning()).isNotBlank());
  }

  @Test
  void answer_withAName_ignoresCaseAsSqlDoes() {
    assertThat(TableList.answer(new DescribeTables(Optional.of("Trace_Summary"))).get().tables())
        .containsExactly(SummaryTables.TRACE_SUMMARY);
  }

  @Test
  void answer_unknownName_namesNearOnes() {
    QueryFailure failure =
        TableList.answer(new DescribeTables(Optional.of("trace_sumary"))).getLeft();

    assertThat(failure)
        .isEqualTo(
            new QueryFailure.NotFound(
                QueryFailure.NotFound.Kind.TABLE, "trace_sumary", List.of("trace_summary")));
  }
}
