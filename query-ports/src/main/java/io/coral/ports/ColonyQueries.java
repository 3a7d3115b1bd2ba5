package io.coral.ports;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.DescribeTables;
import io.coral.domain.query.ErrorRate;
import io.coral.domain.query.ErrorRateSeries;
import io.coral.domain.query.ErrorRates;
import io.coral.domain.query.ExecuteSql;
import io.coral.domain.query.FindErrorTraces;
import io.coral.domain.query.FindSlowTraces;
import io.coral.domain.query.GetErrorRate;
import io.coral.domain.query.GetErrorRateSeries;
import io.coral.domain.query.GetErrorRates;
import io.coral.domain.query.GetPercentile;
import io.coral.domain.query.GetPercentileSeries;
import io.coral.domain.query.GetPercentiles;
import io.coral.domain.query.GetService;
import io.coral.domain.query.GetSystemMetrics;
import io.coral.domain.query.ListServices;
import io.coral.domain.query.Percentile;
import io.coral.domain.query.PercentileSeries;
import io.coral.domain.query.Percentiles;
import io.coral.domain.query.PlanSql;
import io.coral.domain.query.ServiceInfo;
import io.coral.domain.query.ServiceList;
import io.coral.domain.query.SqlPlan;
import io.coral.domain.query.SqlResult;
import io.coral.domain.query.SqlStreamEnd;
import io.coral.domain.query.StreamSql;
import io.coral.domain.query.SystemMetrics;
import io.coral.domain.query.TableList;
import io.coral.domain.query.TraceList;
import io.vavr.control.Either;

/**
 * Answers every question about a colony, whether it is embedded or remote. Thread-safe and
 * blocking; holds no cursor once a method has returned.
 *
 * <p>Failures that any method may return: {@link QueryFailure.Unavailable} if the store or the
 * colony cannot be reached, {@link QueryFailure.DeadlineExceeded} and {@link
 * QueryFailure.Cancelled} by the bounds of {@link #within}, {@link QueryFailure.AccessDenied} from
 * a colony that asks for credentials.
 */
public interface ColonyQueries {

  /**
   * The same colony, each of whose calls ends by the given bounds. Without this, the answerer's own
   * bounds hold.
   */
  ColonyQueries within(CallBounds bounds);

  /** Lists services; an empty list is an answer. */
  Either<QueryFailure, ServiceList> listServices(ListServices intent);

  /**
   * Looks up one service.
   *
   * @return the service, or {@link QueryFailure.NotFound} with near names
   */
  Either<QueryFailure, ServiceInfo> getService(GetService intent);

  /**
   * Computes a quantile from one histogram merged over the window.
   *
   * @return the value; {@link QueryFailure.NotFound} for a service or a metric never seen; {@link
   *     QueryFailure.NoData} if the window holds none, never zero
   */
  Either<QueryFailure, Percentile> getPercentile(GetPercentile intent);

  /**
   * Computes the share of failed requests.
   *
   * @return the rate; {@link QueryFailure.NotFound} for a service never seen; {@link
   *     QueryFailure.NoData} if the window holds no request, never zero
   */
  Either<QueryFailure, ErrorRate> getErrorRate(GetErrorRate intent);

  /**
   * Computes quantiles of one metric of several services, each from one histogram merged over the
   * window: the same numbers as {@link #getPercentile} has for each.
   *
   * @return the services with data; {@link QueryFailure.NotFound} for a service that is asked for
   *     by name and was never seen, or a metric that none of them ever sent; {@link
   *     QueryFailure.NoData} if none of them has any in the window
   */
  Either<QueryFailure, Percentiles> getPercentiles(GetPercentiles intent);

  /**
   * Computes the share of failed requests of several services.
   *
   * @return the services with requests; {@link QueryFailure.NotFound} for a service that is asked
   *     for by name and was never seen; {@link QueryFailure.NoData} if the window holds no request
   *     of any
   */
  Either<QueryFailure, ErrorRates> getErrorRates(GetErrorRates intent);

  /**
   * Computes quantiles step by step, each from one histogram merged over the step.
   *
   * @return the services with data, and their steps with data; the failures of {@link
   *     #getPercentiles}; {@link QueryFailure.LimitExceeded} for more points than {@link
   *     io.coral.domain.query.SeriesLimit} allows
   */
  Either<QueryFailure, PercentileSeries> getPercentileSeries(GetPercentileSeries intent);

  /**
   * Computes the share of failed requests step by step.
   *
   * @return the services with requests, and their steps with requests; the failures of {@link
   *     #getErrorRates}; {@link QueryFailure.LimitExceeded} for more points than {@link
   *     io.coral.domain.query.SeriesLimit} allows
   */
  Either<QueryFailure, ErrorRateSeries> getErrorRateSeries(GetErrorRateSeries intent);

  /**
   * Finds slow traces.
   *
   * @return traces, possibly none; {@link QueryFailure.NotFound} for a service never seen
   */
  Either<QueryFailure, TraceList> findSlowTraces(FindSlowTraces intent);

  /**
   * Finds failed traces.
   *
   * @return traces, possibly none; {@link QueryFailure.NotFound} for a service never seen
   */
  Either<QueryFailure, TraceList> findErrorTraces(FindErrorTraces intent);

  /**
   * Computes the use of CPU and memory.
   *
   * @return what is known; {@link QueryFailure.NotFound} for a service never seen; {@link
   *     QueryFailure.NoData} if the window holds none of the metrics it could be read from
   */
  Either<QueryFailure, SystemMetrics> getSystemMetrics(GetSystemMetrics intent);

  /**
   * Runs one guarded SELECT.
   *
   * @return rows; {@link QueryFailure.SqlRefused} with the rule that was broken, when nothing was
   *     executed; {@link QueryFailure.LimitExceeded} for memory or size
   */
  Either<QueryFailure, SqlResult> executeSql(ExecuteSql intent);

  /**
   * Runs one guarded SELECT and hands its rows over as they come, with no more than a few batches
   * in memory. Time that the sink takes does not count against the bounds of {@link #within}, but a
   * remote colony lets go of a reader who stands still.
   *
   * @param sink called by one thread at a time, not always the caller's, and not after this method
   *     has returned rows
   * @return what is known at the end; the failures of {@link #executeSql}, before the first row or
   *     between rows; {@link QueryFailure.Cancelled} if the sink wants no more; {@link
   *     QueryFailure.Unavailable} if the stream was cut off
   */
  Either<QueryFailure, SqlStreamEnd> streamSql(StreamSql intent, SqlSink sink);

  /**
   * Judges one SELECT and says how it would be run. Runs nothing.
   *
   * @return the plan, or what {@link #executeSql} would refuse
   */
  Either<QueryFailure, SqlPlan> planSql(PlanSql intent);

  /**
   * Describes what SQL can read.
   *
   * @return tables; {@link QueryFailure.NotFound} with near names for a table that is not there
   */
  Either<QueryFailure, TableList> describeTables(DescribeTables intent);
}
