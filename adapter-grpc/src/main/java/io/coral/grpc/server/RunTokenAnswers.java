package io.coral.grpc.server;

import static java.util.Objects.requireNonNull;

import io.coral.domain.access.Principal;
import io.coral.domain.access.Scope;
import io.coral.domain.failure.QueryFailure;
import io.coral.domain.failure.QueryFailure.AccessDenied;
import io.coral.domain.failure.QueryFailure.BadArgument;
import io.coral.grpc.access.RunTokens;
import io.coral.grpc.v1.IssueRunTokenRequest;
import io.coral.grpc.v1.IssueRunTokenResponse;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.Comparator;

/** Trades a member's credential for a token that a script may hold. */
final class RunTokenAnswers {
  private final RunTokens tokens;

  RunTokenAnswers(RunTokens tokens) {
    this.tokens = requireNonNull(tokens, "tokens is null");
  }

  Either<QueryFailure, IssueRunTokenResponse> answer(
      IssueRunTokenRequest request, Principal caller) {
    if (request.getLifetimeMs() <= 0) {
      return Either.left(
          new BadArgument(
              "lifetime_ms",
              "must be positive, got " + request.getLifetimeMs(),
              "ask for the" + " time that the script may run"));
    }
    return switch (caller) {
      case Principal.Anyone anyone -> Either.right(IssueRunTokenResponse.getDefaultInstance());
      case Principal.Member member ->
          tokens
              .issue(member, Duration.ofMillis(request.getLifetimeMs()))
              .map(issued -> response(issued, member));
      case Principal.Run run ->
          Either.left(
              new AccessDenied(
                  AccessDenied.Kind.PERMISSION_DENIED,
                  "a run token is not traded for another",
                  "ask with the token of whoever runs the script"));
    };
  }

  private static IssueRunTokenResponse response(RunTokens.Issued issued, Principal.Member member) {
    var response =
        IssueRunTokenResponse.newBuilder()
            .setToken(issued.token().text())
            .setLifetimeMs(issued.lifetime().toMillis());
    member.scopes().stream()
        .filter(Principal.Run.MOST_SCOPES::contains)
        .sorted(Comparator.naturalOrder())
        .map(Scope::word)
        .forEach(response::addScopes);
    return response.build();
  }
}
