package io.coral.benchmarks.traffic;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.ExecuteSql;
import io.coral.domain.query.GetPercentile;
import io.coral.domain.query.GetPercentiles;
import io.coral.domain.sql.RowLimit;
import io.coral.domain.sql.SqlStatement;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.value.Quantile;
import io.coral.domain.value.Quantiles;
import io.coral.domain.value.ServiceScope;
import io.coral.domain.value.ServiceSelector;
import io.coral.ports.ColonyQueries;
import io.vavr.control.Either;

/** The questions that a colony is measured with. */
public enum Asked {
  ONE("P99 of one service, 1 h") {
    @Override
    public Either<QueryFailure, ?> of(ColonyQueries colony, int number) {
      return colony.getPercentile(
          new GetPercentile(
              ServiceSelector.of(StoreFill.service(number % StoreFill.SERVICES).value()),
              GetPercentile.REQUEST_DURATION,
              Quantile.P99,
              QueryWindow.LAST_HOUR));
    }
  },
  ALL("P99 of all services, 1 h") {
    @Override
    public Either<QueryFailure, ?> of(ColonyQueries colony, int number) {
      return colony.getPercentiles(
          new GetPercentiles(
              ServiceScope.all(),
              GetPercentile.REQUEST_DURATION,
              Quantiles.of(Quantile.P99),
              QueryWindow.LAST_HOUR));
    }
  },
  SQL("SQL over service_summary, 1 h") {
    @Override
    public Either<QueryFailure, ?> of(ColonyQueries colony, int number) {
      return colony.executeSql(
          new ExecuteSql(
              SqlStatement.of(
                  "SELECT service_name, sum(request_count) AS requests, max(p99_duration_ns) AS"
                      + " worst FROM service_summary GROUP BY service_name ORDER BY requests DESC"
                      + " LIMIT 10"),
              RowLimit.DEFAULT));
    }
  };

  private final String title;

  Asked(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }

  /**
   * Asks.
   *
   * @param number of the question, which of several services it may be about
   */
  public abstract Either<QueryFailure, ?> of(ColonyQueries colony, int number);
}
