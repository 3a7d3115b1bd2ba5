package io.coral.cli.query;

import static java.util.Objects.requireNonNull;

import io.coral.cli.render.ErrorRateReport;
import io.coral.cli.render.PercentileReport;
import io.coral.cli.render.PlanReport;
import io.coral.cli.render.Report;
import io.coral.cli.render.SchemaReport;
import io.coral.cli.render.ServicesReport;
import io.coral.cli.render.TracesReport;
import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.DescribeTables;
import io.coral.domain.query.FindErrorTraces;
import io.coral.domain.query.FindSlowTraces;
import io.coral.domain.query.GetErrorRate;
import io.coral.domain.query.GetPercentile;
import io.coral.domain.query.ListServices;
import io.coral.domain.query.PlanSql;
import io.coral.domain.query.StreamSql;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.time.Step;
import io.coral.domain.value.MetricName;
import io.coral.domain.value.Quantiles;
import io.coral.domain.value.ServiceScope;
import io.coral.domain.value.ServiceSelector;
import io.coral.ports.ColonyQueries;
import io.vavr.control.Either;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * One of the questions that coral query asks. They know their own ways, rather than being told
 * apart by a switch, for which Java makes a class at run time: that is felt at a start.
 */
public sealed interface Question {
  /** Does with the question what its kind of answer needs. */
  <T> T on(Ways<T> ways);

  /** What is done with each kind of question. */
  interface Ways<T> {
    T whole(AtOnce question);

    T rows(Sql question);
  }

  /** A question whose answer comes as a whole. */
  sealed interface AtOnce extends Question {
    Either<QueryFailure, Report> ask(ColonyQueries colony);

    @Override
    default <T> T on(Ways<T> ways) {
      return ways.whole(this);
    }
  }

  record Services(ListServices intent) implements AtOnce {
    public Services {
      requireNonNull(intent, "intent is null");
    }

    @Override
    public Either<QueryFailure, Report> ask(ColonyQueries colony) {
      return colony.listServices(intent).map(ServicesReport::new);
    }
  }

  /**
   * @param percentile as written, in [0, 100]
   */
  record OnePercentile(GetPercentile intent, BigDecimal percentile) implements AtOnce {
    public OnePercentile {
      requireNonNull(intent, "intent is null");
      requireNonNull(percentile, "percentile is null");
    }

    @Override
    public Either<QueryFailure, Report> ask(ColonyQueries colony) {
      return colony
          .getPercentile(intent)
          .map(answer -> new PercentileReport(intent, percentile, answer));
    }
  }

  record Errors(GetErrorRate intent) implements AtOnce {
    public Errors {
      requireNonNull(intent, "intent is null");
    }

    @Override
    public Either<QueryFailure, Report> ask(ColonyQueries colony) {
      return colony
          .getErrorRate(intent)
          .map(answer -> new ErrorRateReport(intent.service().name().value(), answer));
    }
  }

  /** P50, P95, P99, and the error rate beside them. */
  record Overview(ServiceSelector service, MetricName metric, QueryWindow window)
      implements AtOnce {
    public Overview {
      requireNonNull(service, "service is null");
      requireNonNull(metric, "metric is null");
      requireNonNull(window, "window is null");
    }

    @Override
    public Either<QueryFailure, Report> ask(ColonyQueries colony) {
      return OverviewQuestion.ask(colony, this);
    }
  }

  /**
   * Percentiles and error rates of several services, or of several steps.
   *
   * @param quantiles empty for error rates alone
   * @param errors whether error rates are asked for
   * @param step empty for one answer about the whole window
   */
  record Many(
      ServiceScope services,
      MetricName metric,
      Optional<Quantiles> quantiles,
      boolean errors,
      Optional<Step> step,
      QueryWindow window)
      implements AtOnce {
    public Many {
      requireNonNull(services, "services is null");
      requireNonNull(metric, "metric is null");
      requireNonNull(quantiles, "quantiles is null");
      requireNonNull(step, "step is null");
      requireNonNull(window, "window is null");
      if (quantiles.isEmpty() && !errors) {
        throw new IllegalArgumentException("neither percentiles nor error rates are asked for");
      }
    }

    @Override
    public Either<QueryFailure, Report> ask(ColonyQueries colony) {
      return ManyQuestion.ask(colony, this);
    }
  }

  record SlowTraces(FindSlowTraces intent) implements AtOnce {
    public SlowTraces {
      requireNonNull(intent, "intent is null");
    }

    @Override
    public Either<QueryFailure, Report> ask(ColonyQueries colony) {
      return colony.findSlowTraces(intent).map(TracesReport::new);
    }
  }

  record ErrorTraces(FindErrorTraces intent) implements AtOnce {
    public ErrorTraces {
      requireNonNull(intent, "intent is null");
    }

    @Override
    public Either<QueryFailure, Report> ask(ColonyQueries colony) {
      return colony.findErrorTraces(intent).map(TracesReport::new);
    }
  }

  /** How a statement would be run. */
  record Plan(PlanSql intent) implements AtOnce {
    public Plan {
      requireNonNull(intent, "intent is null");
    }

    @Override
    public Either<QueryFailure, Report> ask(ColonyQueries colony) {
      return colony.planSql(intent).map(PlanReport::new);
    }
  }

  record Tables(DescribeTables intent) implements AtOnce {
    public Tables {
      requireNonNull(intent, "intent is null");
    }

    @Override
    public Either<QueryFailure, Report> ask(ColonyQueries colony) {
      return colony.describeTables(intent).map(SchemaReport::new);
    }
  }

  /** The rows of a statement, which are written as they come. */
  record Sql(StreamSql intent) implements Question {
    public Sql {
      requireNonNull(intent, "intent is null");
    }

    @Override
    public <T> T on(Ways<T> ways) {
      return ways.rows(this);
    }
  }
}
