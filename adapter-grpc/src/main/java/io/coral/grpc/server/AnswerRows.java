package io.coral.grpc.server;

import io.coral.domain.query.ErrorRateSeries;
import io.coral.domain.query.ErrorRates;
import io.coral.domain.query.PercentileSeries;
import io.coral.domain.query.Percentiles;
import io.coral.domain.query.ServiceList;
import io.coral.domain.query.SqlPlan;
import io.coral.domain.query.SqlResult;
import io.coral.domain.query.SqlStreamEnd;
import io.coral.domain.query.TableList;
import io.coral.domain.query.TraceList;

/** How long an answer is, for those who look for what made it slow. */
final class AnswerRows {
  private AnswerRows() {}

  /** Its rows, services, traces or points; 1 for a single value. */
  static long of(Object answer) {
    return switch (answer) {
      case ServiceList list -> list.services().size();
      case TraceList list -> list.traces().size();
      case TableList list -> list.tables().size();
      case Percentiles many -> many.services().size();
      case ErrorRates many -> many.services().size();
      case PercentileSeries series ->
          series.services().stream().mapToLong(each -> each.answer().points().size()).sum();
      case ErrorRateSeries series ->
          series.services().stream().mapToLong(each -> each.answer().points().size()).sum();
      case SqlResult result -> result.rows().size();
      case SqlStreamEnd end -> end.rows();
      case SqlPlan plan -> 0;
      default -> 1;
    };
  }
}
