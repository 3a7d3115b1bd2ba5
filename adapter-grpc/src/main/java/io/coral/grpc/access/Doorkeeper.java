package io.coral.grpc.access;

import static java.util.Objects.requireNonNull;

import io.coral.domain.access.Principal;
import io.coral.domain.access.PrincipalName;
import io.coral.domain.access.Scope;
import io.coral.domain.access.Token;
import io.coral.domain.failure.QueryFailure.AccessDenied;
import io.coral.ports.Admission;
import io.coral.ports.TokenHolders;
import io.vavr.control.Either;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Decides who comes in, by what a call carries. Thread-safe. */
public final class Doorkeeper {
  private static final String SCHEME = "bearer ";
  private static final Principal ANYONE = new Principal.Anyone();

  private static final Set<Scope> OF_CERTIFICATES = Set.of(Scope.QUERY, Scope.SQL, Scope.INGEST);

  /** As whom the only script of an embedded colony asks. */
  private static final Principal ONLY_RUN =
      new Principal.Run(new PrincipalName("run"), Principal.Run.MOST_SCOPES);

  private final Admission admission;
  private final boolean demandsCertificates;
  private final RunTokens runs;

  /**
   * @param demandsCertificates whether whoever has no certificate of a client is nobody
   * @param runs the scripts that are let in, too, without certificates
   */
  public Doorkeeper(Admission admission, boolean demandsCertificates, RunTokens runs) {
    this.admission = requireNonNull(admission, "admission is null");
    this.demandsCertificates = demandsCertificates;
    this.runs = requireNonNull(runs, "runs is null");
  }

  /** Lets in no scripts. */
  public Doorkeeper(Admission admission, boolean demandsCertificates) {
    this(admission, demandsCertificates, new RunTokens());
  }

  /**
   * Lets a call in, or says why not.
   *
   * @param authorizations the values of all its authorization headers
   * @param certificate whom the client's certificate names, which was checked before
   */
  public Either<AccessDenied, Principal> admit(
      List<String> authorizations, Optional<PrincipalName> certificate, Need need) {
    if (need instanceof Need.Nothing) {
      return Either.right(ANYONE);
    }
    Either<AccessDenied, Principal> principal =
        switch (admission) {
          case Admission.Everybody everybody ->
              demandsCertificates ? certified(authorizations, certificate) : Either.right(ANYONE);
          case Admission.Holders(var tokens) ->
              token(authorizations).flatMap(token -> holder(tokens, token, certificate));
          case Admission.OneRun(var expected) ->
              token(authorizations).flatMap(token -> onlyRun(expected, token));
        };
    return principal.flatMap(known -> allowed(known, need));
  }

  private static Either<AccessDenied, Principal> allowed(Principal principal, Need need) {
    return switch (need) {
      case Need.Nothing nothing -> Either.right(principal);
      case Need.ToBeKnown known -> Either.right(principal);
      case Need.AnyOf(var scopes) ->
          Collections.disjoint(scopes, principal.scopes())
              ? Either.left(Denials.notFor(principal, scopes))
              : Either.right(principal);
    };
  }

  /** Where nobody asks for tokens, a certificate lets its owner do all but administer. */
  private Either<AccessDenied, Principal> certified(
      List<String> authorizations, Optional<PrincipalName> certificate) {
    if (certificate.isPresent()) {
      return Either.right(new Principal.Member(certificate.get(), OF_CERTIFICATES));
    }
    if (authorizations.isEmpty()) {
      return Either.left(Denials.noCertificate());
    }
    return token(authorizations)
        .flatMap(
            token ->
                runs.holderOf(token)
                    .<Either<AccessDenied, Principal>>map(Either::right)
                    .orElseGet(() -> Either.left(Denials.noCertificate())));
  }

  private Either<AccessDenied, Principal> holder(
      TokenHolders tokens, Token token, Optional<PrincipalName> certificate) {
    Optional<Principal.Member> member = tokens.holderOf(token);
    if (member.isPresent()) {
      // A token alone is not enough, so that a stolen one is of no use without the certificate.
      return demandsCertificates && certificate.isEmpty()
          ? Either.left(Denials.noCertificate())
          : Either.right(member.get());
    }
    return script(tokens, token)
        .<Either<AccessDenied, Principal>>map(Either::right)
        .orElseGet(() -> Either.left(Denials.nobody()));
  }

  /** A script goes when its member goes. */
  private Optional<Principal> script(TokenHolders tokens, Token token) {
    return runs.holderOf(token)
        .map(run -> RunTokens.narrowed(run, tokens.scopesOf(run.member())))
        .filter(run -> !run.scopes().isEmpty());
  }

  private static Either<AccessDenied, Principal> onlyRun(Token expected, Token sent) {
    return TokenHash.of(expected).isSame(TokenHash.of(sent))
        ? Either.right(ONLY_RUN)
        : Either.left(Denials.notTheRun());
  }

  private static Either<AccessDenied, Token> token(List<String> authorizations) {
    if (authorizations.isEmpty()) {
      return Either.left(Denials.noToken());
    }
    if (authorizations.size() > 1) {
      return Either.left(Denials.notOne(authorizations.size()));
    }
    String sent = authorizations.get(0);
    Optional<Token> token =
        sent.toLowerCase(Locale.ROOT).startsWith(SCHEME)
            ? Token.parse(sent.substring(SCHEME.length()))
            : Optional.empty();
    return token
        .<Either<AccessDenied, Token>>map(Either::right)
        .orElseGet(() -> Either.left(Denials.malformed()));
  }
}
