package io.coral.grpc.server;

import io.coral.domain.access.Principal;
import io.coral.domain.access.Scope;
import io.coral.grpc.access.Need;
import io.coral.grpc.v1.QueryServiceGrpc;
import io.grpc.MethodDescriptor;
import io.grpc.health.v1.HealthGrpc;

/** What each method on the query port needs. */
final class QueryNeeds {
  private QueryNeeds() {}

  static Need of(MethodDescriptor<?, ?> method) {
    return switch (String.valueOf(method.getServiceName())) {
      case QueryServiceGrpc.SERVICE_NAME -> ofQuestion(String.valueOf(method.getBareMethodName()));
      // Whoever spreads calls over servers, or restarts them, asks without a token.
      case HealthGrpc.SERVICE_NAME -> new Need.Nothing();
      // Reflection, whose answers are no secret, but work.
      default -> new Need.ToBeKnown();
    };
  }

  private static Need ofQuestion(String method) {
    return switch (method) {
      case "ListServices",
          "GetService",
          "GetPercentile",
          "GetErrorRate",
          "FindSlowTraces",
          "FindErrorTraces",
          "GetSystemMetrics",
          "GetPercentiles",
          "GetErrorRates",
          "GetPercentileSeries",
          "GetErrorRateSeries" ->
          Need.scope(Scope.QUERY);
      // To describe tables is of use to those alone who write SQL.
      case "ExecuteQuery", "StreamQuery", "PlanQuery", "DescribeTables" -> Need.scope(Scope.SQL);
      case "IssueRunToken" -> new Need.AnyOf(Principal.Run.MOST_SCOPES);
      // Closed until somebody says what it needs.
      default -> Need.scope(Scope.ADMIN);
    };
  }
}
