package io.coral.grpc.client;

import static java.util.Objects.requireNonNull;

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
import io.coral.grpc.v1.QueryServiceGrpc;
import io.coral.grpc.wire.ErrorRateMapping;
import io.coral.grpc.wire.ManyErrorRatesMapping;
import io.coral.grpc.wire.ManyPercentilesMapping;
import io.coral.grpc.wire.PercentileMapping;
import io.coral.grpc.wire.ServiceMapping;
import io.coral.grpc.wire.SqlMapping;
import io.coral.grpc.wire.SystemMapping;
import io.coral.grpc.wire.TableMapping;
import io.coral.grpc.wire.TraceMapping;
import io.coral.ports.CallBounds;
import io.coral.ports.ColonyQueries;
import io.coral.ports.SqlSink;
import io.grpc.Channel;
import io.vavr.control.Either;
import java.time.Duration;

/**
 * Asks a colony over gRPC. Works on any channel, which its maker closes; thread-safe if the channel
 * is.
 */
public final class GrpcColonyQueries implements ColonyQueries {
  /** Time for one call that has no bounds of its own. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

  /** Time for one stream of rows. */
  public static final Duration STREAM_TIMEOUT = Duration.ofMinutes(10);

  private final Channel channel;
  private final CallBounds bounds;
  private final UnaryCalls calls;

  /**
   * Asks the colony that {@code channel} leads to, each call within {@link #DEFAULT_TIMEOUT}. Large
   * SQL answers need a channel that takes messages beyond gRPC's default of 4 MiB.
   */
  public GrpcColonyQueries(Channel channel) {
    this(channel, CallBounds.timeout(DEFAULT_TIMEOUT));
  }

  private GrpcColonyQueries(Channel channel, CallBounds bounds) {
    this.channel = requireNonNull(channel, "channel is null");
    this.bounds = bounds;
    this.calls = new UnaryCalls(channel, bounds);
  }

  @Override
  public ColonyQueries within(CallBounds bounds) {
    return new GrpcColonyQueries(channel, bounds);
  }

  @Override
  public Either<QueryFailure, ServiceList> listServices(ListServices intent) {
    return calls.ask(
        QueryServiceGrpc.getListServicesMethod(),
        ServiceMapping.toWire(intent),
        ServiceMapping::toDomain);
  }

  @Override
  public Either<QueryFailure, ServiceInfo> getService(GetService intent) {
    return calls.ask(
        QueryServiceGrpc.getGetServiceMethod(),
        ServiceMapping.toWire(intent),
        ServiceMapping::toDomain);
  }

  @Override
  public Either<QueryFailure, Percentile> getPercentile(GetPercentile intent) {
    return calls.ask(
        QueryServiceGrpc.getGetPercentileMethod(),
        PercentileMapping.toWire(intent),
        PercentileMapping::toDomain);
  }

  @Override
  public Either<QueryFailure, ErrorRate> getErrorRate(GetErrorRate intent) {
    return calls.ask(
        QueryServiceGrpc.getGetErrorRateMethod(),
        ErrorRateMapping.toWire(intent),
        ErrorRateMapping::toDomain);
  }

  @Override
  public Either<QueryFailure, Percentiles> getPercentiles(GetPercentiles intent) {
    return calls.ask(
        QueryServiceGrpc.getGetPercentilesMethod(),
        ManyPercentilesMapping.toWire(intent),
        ManyPercentilesMapping::toDomain);
  }

  @Override
  public Either<QueryFailure, ErrorRates> getErrorRates(GetErrorRates intent) {
    return calls.ask(
        QueryServiceGrpc.getGetErrorRatesMethod(),
        ManyErrorRatesMapping.toWire(intent),
        ManyErrorRatesMapping::toDomain);
  }

  @Override
  public Either<QueryFailure, PercentileSeries> getPercentileSeries(GetPercentileSeries intent) {
    return calls.ask(
        QueryServiceGrpc.getGetPercentileSeriesMethod(),
        ManyPercentilesMapping.toWire(intent),
        ManyPercentilesMapping::toDomain);
  }

  @Override
  public Either<QueryFailure, ErrorRateSeries> getErrorRateSeries(GetErrorRateSeries intent) {
    return calls.ask(
        QueryServiceGrpc.getGetErrorRateSeriesMethod(),
        ManyErrorRatesMapping.toWire(intent),
        ManyErrorRatesMapping::toDomain);
  }

  @Override
  public Either<QueryFailure, TraceList> findSlowTraces(FindSlowTraces intent) {
    return calls.ask(
        QueryServiceGrpc.getFindSlowTracesMethod(),
        TraceMapping.toWire(intent),
        TraceMapping::toDomain);
  }

  @Override
  public Either<QueryFailure, TraceList> findErrorTraces(FindErrorTraces intent) {
    return calls.ask(
        QueryServiceGrpc.getFindErrorTracesMethod(),
        TraceMapping.toWire(intent),
        TraceMapping::toDomain);
  }

  @Override
  public Either<QueryFailure, SystemMetrics> getSystemMetrics(GetSystemMetrics intent) {
    return calls.ask(
        QueryServiceGrpc.getGetSystemMetricsMethod(),
        SystemMapping.toWire(intent),
        SystemMapping::toDomain);
  }

  @Override
  public Either<QueryFailure, SqlResult> executeSql(ExecuteSql intent) {
    return calls.ask(
        QueryServiceGrpc.getExecuteQueryMethod(), SqlMapping.toWire(intent), SqlMapping::toDomain);
  }

  /**
   * Reads on the calling thread, which is also the one that {@code sink} is called on, a few
   * messages ahead of it. The bounds' timeout goes to the colony as the time that it may work; here
   * it bounds each wait for the next message. The whole stream has {@link #STREAM_TIMEOUT}, with
   * what the sink takes.
   */
  @Override
  public Either<QueryFailure, SqlStreamEnd> streamSql(StreamSql intent, SqlSink sink) {
    return new RowStreamCall(channel, bounds).run(intent, sink);
  }

  @Override
  public Either<QueryFailure, SqlPlan> planSql(PlanSql intent) {
    return calls.ask(
        QueryServiceGrpc.getPlanQueryMethod(), SqlMapping.toWire(intent), SqlMapping::toDomain);
  }

  @Override
  public Either<QueryFailure, TableList> describeTables(DescribeTables intent) {
    return calls.ask(
        QueryServiceGrpc.getDescribeTablesMethod(),
        TableMapping.toWire(intent),
        TableMapping::toDomain);
  }
}
