package io.coral.cli.query;

import static java.util.Objects.requireNonNull;

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
import java.math.BigDecimal;
import java.util.Optional;

/** One of the questions that coral query asks. */
public sealed interface Question {
  /** A question whose answer comes as a whole. */
  sealed interface AtOnce extends Question {}

  record Services(ListServices intent) implements AtOnce {
    public Services {
      requireNonNull(intent, "intent is null");
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
  }

  record Errors(GetErrorRate intent) implements AtOnce {
    public Errors {
      requireNonNull(intent, "intent is null");
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
  }

  record SlowTraces(FindSlowTraces intent) implements AtOnce {
    public SlowTraces {
      requireNonNull(intent, "intent is null");
    }
  }

  record ErrorTraces(FindErrorTraces intent) implements AtOnce {
    public ErrorTraces {
      requireNonNull(intent, "intent is null");
    }
  }

  /** How a statement would be run. */
  record Plan(PlanSql intent) implements AtOnce {
    public Plan {
      requireNonNull(intent, "intent is null");
    }
  }

  record Tables(DescribeTables intent) implements AtOnce {
    public Tables {
      requireNonNull(intent, "intent is null");
    }
  }

  /** The rows of a statement, which are written as they come. */
  record Sql(StreamSql intent) implements Question {
    public Sql {
      requireNonNull(intent, "intent is null");
    }
  }
}
