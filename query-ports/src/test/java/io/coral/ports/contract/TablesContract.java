package io.coral.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.DescribeTables;
import io.coral.domain.sql.SummaryTables;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every colony says of the tables that SQL can read. */
public abstract class TablesContract extends ColonyContract {
  @Test
  void describeTables_tellsEverything() {
    var answer = answerOf(colony().describeTables(new DescribeTables(Optional.empty())));

    assertThat(answer.tables()).isEqualTo(SummaryTables.ALL);
  }

  @Test
  void describeTables_ofOne_tellsOfThat() {
    var answer =
        answerOf(colony().describeTables(new DescribeTables(Optional.of("service_percentiles"))));

    assertThat(answer.tables()).containsExactly(SummaryTables.SERVICE_PERCENTILES);
  }

  @Test
  void describeTables_ofNone_isNotFound() {
    var failure = failureOf(colony().describeTables(new DescribeTables(Optional.of("nix"))));

    assertThat(failure)
        .isInstanceOfSatisfying(
            QueryFailure.NotFound.class,
            missing -> assertThat(missing.kind()).isEqualTo(QueryFailure.NotFound.Kind.TABLE));
  }
}
