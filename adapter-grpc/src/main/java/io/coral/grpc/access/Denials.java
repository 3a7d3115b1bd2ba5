package io.coral.grpc.access;

import io.coral.domain.access.Principal;
import io.coral.domain.access.Scope;
import io.coral.domain.failure.QueryFailure.AccessDenied;
import io.coral.domain.failure.QueryFailure.AccessDenied.Kind;
import java.util.Set;

/** Why somebody is not let in, in words that hold nothing of what was sent. */
final class Denials {
  private static final String HOW = "send a token once, as authorization: Bearer TOKEN";

  private Denials() {}

  static AccessDenied noToken() {
    return unknown(
        "this colony asks for a token, and none was sent",
        HOW + "; coral takes it from --token-file or CORAL_TOKEN");
  }

  static AccessDenied notOne(int headers) {
    return unknown("there are " + headers + " authorization headers, and none counts", HOW);
  }

  static AccessDenied malformed() {
    return unknown("what the authorization header holds is no bearer token", HOW);
  }

  static AccessDenied nobody() {
    return unknown(
        "nobody holds the token that was sent, or not any more",
        "ask whoever runs the colony for another; coral colony token makes one");
  }

  static AccessDenied noCertificate() {
    return unknown(
        "this colony asks for a client certificate, and none was shown",
        "show one; coral takes it from --cert and --key");
  }

  static AccessDenied notTheRun() {
    return unknown("this colony answers only with its run token", HOW);
  }

  static AccessDenied notFor(Principal principal, Set<Scope> needed) {
    String who =
        switch (principal) {
          case Principal.Anyone anyone -> "anyone";
          case Principal.Member(var name, var scopes) -> name.value();
          case Principal.Run(var member, var scopes) -> "a script of " + member.value();
        };
    return new AccessDenied(
        Kind.PERMISSION_DENIED,
        "this needs the scope "
            + Scope.words(needed).replace(",", " or ")
            + ", and "
            + who
            + " has "
            + (principal.scopes().isEmpty() ? "none" : Scope.words(principal.scopes())),
        "ask whoever runs the colony for a token with that scope");
  }

  private static AccessDenied unknown(String message, String hint) {
    return new AccessDenied(Kind.UNAUTHENTICATED, message, hint);
  }
}
