package io.coral.grpc.server;

import io.coral.domain.access.Principal;
import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.QueryIntent;
import io.coral.grpc.access.Gate;
import io.coral.grpc.v1.DescribeTablesRequest;
import io.coral.grpc.v1.DescribeTablesResponse;
import io.coral.grpc.v1.ExecuteQueryRequest;
import io.coral.grpc.v1.ExecuteQueryResponse;
import io.coral.grpc.v1.FindErrorTracesRequest;
import io.coral.grpc.v1.FindErrorTracesResponse;
import io.coral.grpc.v1.FindSlowTracesRequest;
import io.coral.grpc.v1.FindSlowTracesResponse;
import io.coral.grpc.v1.GetErrorRateRequest;
import io.coral.grpc.v1.GetErrorRateResponse;
import io.coral.grpc.v1.GetErrorRateSeriesRequest;
import io.coral.grpc.v1.GetErrorRateSeriesResponse;
import io.coral.grpc.v1.GetErrorRatesRequest;
import io.coral.grpc.v1.GetErrorRatesResponse;
import io.coral.grpc.v1.GetPercentileRequest;
import io.coral.grpc.v1.GetPercentileResponse;
import io.coral.grpc.v1.GetPercentileSeriesRequest;
import io.coral.grpc.v1.GetPercentileSeriesResponse;
import io.coral.grpc.v1.GetPercentilesRequest;
import io.coral.grpc.v1.GetPercentilesResponse;
import io.coral.grpc.v1.GetServiceRequest;
import io.coral.grpc.v1.GetServiceResponse;
import io.coral.grpc.v1.GetSystemMetricsRequest;
import io.coral.grpc.v1.GetSystemMetricsResponse;
import io.coral.grpc.v1.IssueRunTokenRequest;
import io.coral.grpc.v1.IssueRunTokenResponse;
import io.coral.grpc.v1.ListServicesRequest;
import io.coral.grpc.v1.ListServicesResponse;
import io.coral.grpc.v1.PlanQueryRequest;
import io.coral.grpc.v1.PlanQueryResponse;
import io.coral.grpc.v1.QueryServiceGrpc;
import io.coral.grpc.v1.StreamQueryRequest;
import io.coral.grpc.v1.StreamQueryResponse;
import io.coral.grpc.wire.ErrorRateMapping;
import io.coral.grpc.wire.ManyErrorRatesMapping;
import io.coral.grpc.wire.ManyPercentilesMapping;
import io.coral.grpc.wire.PercentileMapping;
import io.coral.grpc.wire.ServiceMapping;
import io.coral.grpc.wire.SqlMapping;
import io.coral.grpc.wire.SystemMapping;
import io.coral.grpc.wire.TableMapping;
import io.coral.grpc.wire.TraceMapping;
import io.coral.ports.ColonyQueries;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.vavr.control.Either;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Each RPC of QueryService: a request made a question, its answer made a response. */
final class QueryServiceEndpoint extends QueryServiceGrpc.QueryServiceImplBase {
  private final UnaryAnswers<ColonyQueries> answers;
  private final UnaryAnswers<ColonyQueries> statements;
  private final StreamAnswers streams;
  private final RunTokenAnswers runTokens;

  QueryServiceEndpoint(
      UnaryAnswers<ColonyQueries> answers,
      UnaryAnswers<ColonyQueries> statements,
      StreamAnswers streams,
      RunTokenAnswers runTokens) {
    this.answers = answers;
    this.statements = statements;
    this.streams = streams;
    this.runTokens = runTokens;
  }

  @Override
  public void listServices(
      ListServicesRequest request, StreamObserver<ListServicesResponse> reply) {
    answers.answer(
        question(ServiceMapping.toDomain(request), ColonyQueries::listServices),
        ServiceMapping::toWire,
        reply);
  }

  @Override
  public void getService(GetServiceRequest request, StreamObserver<GetServiceResponse> reply) {
    answers.answer(
        question(ServiceMapping.toDomain(request), ColonyQueries::getService),
        ServiceMapping::toWire,
        reply);
  }

  @Override
  public void getPercentile(
      GetPercentileRequest request, StreamObserver<GetPercentileResponse> reply) {
    answers.answer(
        question(PercentileMapping.toDomain(request), ColonyQueries::getPercentile),
        PercentileMapping::toWire,
        reply);
  }

  @Override
  public void getErrorRate(
      GetErrorRateRequest request, StreamObserver<GetErrorRateResponse> reply) {
    answers.answer(
        question(ErrorRateMapping.toDomain(request), ColonyQueries::getErrorRate),
        ErrorRateMapping::toWire,
        reply);
  }

  @Override
  public void findSlowTraces(
      FindSlowTracesRequest request, StreamObserver<FindSlowTracesResponse> reply) {
    answers.answer(
        question(TraceMapping.toDomain(request), ColonyQueries::findSlowTraces),
        TraceMapping::slowToWire,
        reply);
  }

  @Override
  public void findErrorTraces(
      FindErrorTracesRequest request, StreamObserver<FindErrorTracesResponse> reply) {
    answers.answer(
        question(TraceMapping.toDomain(request), ColonyQueries::findErrorTraces),
        TraceMapping::errorsToWire,
        reply);
  }

  @Override
  public void getSystemMetrics(
      GetSystemMetricsRequest request, StreamObserver<GetSystemMetricsResponse> reply) {
    answers.answer(
        question(SystemMapping.toDomain(request), ColonyQueries::getSystemMetrics),
        SystemMapping::toWire,
        reply);
  }

  @Override
  public void executeQuery(
      ExecuteQueryRequest request, StreamObserver<ExecuteQueryResponse> reply) {
    statements.answer(
        question(
            SqlMapping.toDomain(request),
            (queries, asked) -> queries.executeSql(asked).flatMap(SqlMapping::readable)),
        SqlMapping::toWire,
        reply);
  }

  @Override
  public void streamQuery(StreamQueryRequest request, StreamObserver<StreamQueryResponse> reply) {
    streams.answer(request, (ServerCallStreamObserver<StreamQueryResponse>) reply);
  }

  @Override
  public void planQuery(PlanQueryRequest request, StreamObserver<PlanQueryResponse> reply) {
    statements.answer(
        question(SqlMapping.toDomain(request), ColonyQueries::planSql), SqlMapping::toWire, reply);
  }

  @Override
  public void describeTables(
      DescribeTablesRequest request, StreamObserver<DescribeTablesResponse> reply) {
    answers.answer(
        question(TableMapping.toDomain(request), ColonyQueries::describeTables),
        TableMapping::toWire,
        reply);
  }

  @Override
  public void getPercentiles(
      GetPercentilesRequest request, StreamObserver<GetPercentilesResponse> reply) {
    answers.answer(
        question(ManyPercentilesMapping.toDomain(request), ColonyQueries::getPercentiles),
        ManyPercentilesMapping::toWire,
        reply);
  }

  @Override
  public void getErrorRates(
      GetErrorRatesRequest request, StreamObserver<GetErrorRatesResponse> reply) {
    answers.answer(
        question(ManyErrorRatesMapping.toDomain(request), ColonyQueries::getErrorRates),
        ManyErrorRatesMapping::toWire,
        reply);
  }

  @Override
  public void getPercentileSeries(
      GetPercentileSeriesRequest request, StreamObserver<GetPercentileSeriesResponse> reply) {
    answers.answer(
        question(ManyPercentilesMapping.toDomain(request), ColonyQueries::getPercentileSeries),
        ManyPercentilesMapping::toWire,
        reply);
  }

  @Override
  public void getErrorRateSeries(
      GetErrorRateSeriesRequest request, StreamObserver<GetErrorRateSeriesResponse> reply) {
    answers.answer(
        question(ManyErrorRatesMapping.toDomain(request), ColonyQueries::getErrorRateSeries),
        ManyErrorRatesMapping::toWire,
        reply);
  }

  @Override
  public void issueRunToken(
      IssueRunTokenRequest request, StreamObserver<IssueRunTokenResponse> reply) {
    Principal caller = Gate.caller();
    answers.answer(
        Either.right(
            new UnaryAnswers.Question<>(
                Optional.empty(), queries -> runTokens.answer(request, caller))),
        Function.identity(),
        reply);
  }

  private static <I extends QueryIntent<?>, A>
      Either<QueryFailure, UnaryAnswers.Question<ColonyQueries, A>> question(
          Either<QueryFailure, I> intent,
          BiFunction<ColonyQueries, I, Either<QueryFailure, A>> method) {
    return intent.map(
        asked ->
            new UnaryAnswers.Question<>(
                Optional.of(asked), queries -> method.apply(queries, asked)));
  }
}
