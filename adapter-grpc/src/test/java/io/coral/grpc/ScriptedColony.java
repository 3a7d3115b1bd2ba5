package io.coral.grpc;

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
import io.coral.domain.query.QueryIntent;
import io.coral.domain.query.ServiceInfo;
import io.coral.domain.query.ServiceList;
import io.coral.domain.query.SqlPlan;
import io.coral.domain.query.SqlResult;
import io.coral.domain.query.SqlStreamEnd;
import io.coral.domain.query.StreamSql;
import io.coral.domain.query.SystemMetrics;
import io.coral.domain.query.TableList;
import io.coral.domain.query.TraceList;
import io.coral.ports.CallBounds;
import io.coral.ports.ColonyQueries;
import io.coral.ports.SqlSink;
import io.vavr.control.Either;
import java.time.Duration;

/** A colony that answers every question as a test says, and knows the bounds of each. */
public final class ScriptedColony implements ColonyQueries {
  /** What to do with a question. */
  public interface Script {
    /** The answer, of the class that the question asks for, or a failure. */
    Either<QueryFailure, ?> answer(QueryIntent<?> intent, CallBounds bounds);
  }

  /** What to do with a statement whose rows are wanted as a stream. */
  public interface StreamScript {
    /** Hands rows to the sink, and says how that ended. */
    Either<QueryFailure, SqlStreamEnd> stream(SqlSink sink, CallBounds bounds);
  }

  private final Script script;
  private final StreamScript streams;
  private final CallBounds bounds;

  public ScriptedColony(Script script) {
    this(
        script,
        (sink, bounds) -> {
          throw new UnsupportedOperationException("this colony streams nothing");
        },
        CallBounds.timeout(Duration.ofDays(1)));
  }

  private ScriptedColony(Script script, StreamScript streams, CallBounds bounds) {
    this.script = script;
    this.streams = streams;
    this.bounds = bounds;
  }

  /** A colony that streams, and answers all else with {@link SampleAnswers}. */
  public static ScriptedColony streaming(StreamScript streams) {
    return new ScriptedColony(
        (intent, bounds) -> Either.right(SampleAnswers.to(intent)),
        streams,
        CallBounds.timeout(Duration.ofDays(1)));
  }

  /** A colony that fails every question in one way. */
  public static ScriptedColony failing(QueryFailure failure) {
    return new ScriptedColony((intent, bounds) -> Either.left(failure));
  }

  @Override
  public ColonyQueries within(CallBounds narrower) {
    return new ScriptedColony(script, streams, narrower);
  }

  @Override
  public Either<QueryFailure, ServiceList> listServices(ListServices intent) {
    return answer(intent);
  }

  @Override
  public Either<QueryFailure, ServiceInfo> getService(GetService intent) {
    return answer(intent);
  }

  @Override
  public Either<QueryFailure, Percentile> getPercentile(GetPercentile intent) {
    return answer(intent);
  }

  @Override
  public Either<QueryFailure, ErrorRate> getErrorRate(GetErrorRate intent) {
    return answer(intent);
  }

  @Override
  public Either<QueryFailure, Percentiles> getPercentiles(GetPercentiles intent) {
    return answer(intent);
  }

  @Override
  public Either<QueryFailure, ErrorRates> getErrorRates(GetErrorRates intent) {
    return answer(intent);
  }

  @Override
  public Either<QueryFailure, PercentileSeries> getPercentileSeries(GetPercentileSeries intent) {
    return answer(intent);
  }

  @Override
  public Either<QueryFailure, ErrorRateSeries> getErrorRateSeries(GetErrorRateSeries intent) {
    return answer(intent);
  }

  @Override
  public Either<QueryFailure, TraceList> findSlowTraces(FindSlowTraces intent) {
    return answer(intent);
  }

  @Override
  public Either<QueryFailure, TraceList> findErrorTraces(FindErrorTraces intent) {
    return answer(intent);
  }

  @Override
  public Either<QueryFailure, SystemMetrics> getSystemMetrics(GetSystemMetrics intent) {
    return answer(intent);
  }

  @Override
  public Either<QueryFailure, SqlResult> executeSql(ExecuteSql intent) {
    return answer(intent);
  }

  @Override
  public Either<QueryFailure, SqlStreamEnd> streamSql(StreamSql intent, SqlSink sink) {
    return streams.stream(sink, bounds);
  }

  @Override
  public Either<QueryFailure, SqlPlan> planSql(PlanSql intent) {
    return answer(intent);
  }

  @Override
  public Either<QueryFailure, TableList> describeTables(DescribeTables intent) {
    return answer(intent);
  }

  @SuppressWarnings("unchecked") // a script answers the question that it is asked
  private <A> Either<QueryFailure, A> answer(QueryIntent<A> intent) {
    return (Either<QueryFailure, A>) script.answer(intent, bounds);
  }
}
