package io.coral.benchmarks.store;

import io.coral.benchmarks.traffic.StoreFill;
import io.coral.domain.query.GetPercentile;
import io.coral.domain.query.GetPercentiles;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.value.MetricName;
import io.coral.domain.value.Quantile;
import io.coral.domain.value.Quantiles;
import io.coral.domain.value.ServiceScope;
import io.coral.domain.value.ServiceSelector;
import io.coral.ports.ColonyQueries;

/** Asks a colony, in process or from afar. */
record ColonyAnswers(String name, ColonyQueries colony) implements StoreAnswers {
  @Override
  public boolean knows(StoreQuestion question) {
    return true;
  }

  @Override
  public double p99(StoreQuestion question, int service) {
    var window = new QueryWindow.LookBack(question.window());
    var metric = new MetricName(question.metric());
    return question.ofAll()
        ? colony
            .getPercentiles(
                new GetPercentiles(ServiceScope.all(), metric, Quantiles.of(Quantile.P99), window))
            .get()
            .services()
            .get(service)
            .answer()
            .values()
            .getFirst()
        : colony
            .getPercentile(
                new GetPercentile(
                    ServiceSelector.of(StoreFill.service(service).value()),
                    metric,
                    Quantile.P99,
                    window))
            .get()
            .value();
  }
}
