package io.coral.cli.query;

import static java.util.Objects.requireNonNull;

import io.coral.domain.query.ExecuteSql;
import io.coral.domain.query.FindErrorTraces;
import io.coral.domain.query.FindSlowTraces;
import io.coral.domain.query.GetErrorRate;
import io.coral.domain.query.GetPercentile;
import io.coral.domain.query.ListServices;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.value.MetricName;
import io.coral.domain.value.ServiceSelector;
import java.math.BigDecimal;

/** One of the questions that coral query asks. */
public sealed interface Question {
  record Services(ListServices intent) implements Question {
    public Services {
      requireNonNull(intent, "intent is null");
    }
  }

  /**
   * @param percentile as written, in [0, 100]
   */
  record OnePercentile(GetPercentile intent, BigDecimal percentile) implements Question {
    public OnePercentile {
      requireNonNull(intent, "intent is null");
      requireNonNull(percentile, "percentile is null");
    }
  }

  record Errors(GetErrorRate intent) implements Question {
    public Errors {
      requireNonNull(intent, "intent is null");
    }
  }

  /** P50, P95, P99, and the error rate beside them. */
  record Overview(ServiceSelector service, MetricName metric, QueryWindow window)
      implements Question {
    public Overview {
      requireNonNull(service, "service is null");
      requireNonNull(metric, "metric is null");
      requireNonNull(window, "window is null");
    }
  }

  record SlowTraces(FindSlowTraces intent) implements Question {
    public SlowTraces {
      requireNonNull(intent, "intent is null");
    }
  }

  record ErrorTraces(FindErrorTraces intent) implements Question {
    public ErrorTraces {
      requireNonNull(intent, "intent is null");
    }
  }

  record Sql(ExecuteSql intent) implements Question {
    public Sql {
      requireNonNull(intent, "intent is null");
    }
  }
}
