package io.coral.domain.access;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;

/** Somebody who was let in. */
public sealed interface Principal {
  /** What this one may do. */
  Set<Scope> scopes();

  /** Whom it is counted to; empty for those who cannot be told apart. */
  default Optional<PrincipalName> account() {
    return switch (this) {
      case Anyone anyone -> Optional.empty();
      case Member(var name, var ofMember) -> Optional.of(name);
      case Run(var member, var ofRun) -> Optional.of(member);
    };
  }

  /** As logs name this one; no member can be named so that another is meant. */
  default String label() {
    return switch (this) {
      case Anyone anyone -> "anyone";
      case Member(var name, var ofMember) -> "member:" + name;
      case Run(var member, var ofRun) -> "script-of:" + member;
    };
  }

  /** Whoever gets there, where nobody is asked who they are. */
  record Anyone() implements Principal {
    @Override
    public Set<Scope> scopes() {
      return Set.of(Scope.values());
    }
  }

  /** Somebody who is known by a token or a certificate. */
  record Member(PrincipalName name, Set<Scope> scopes) implements Principal {
    public Member {
      requireNonNull(name, "name is null");
      scopes = Set.copyOf(scopes);
    }
  }

  /**
   * A script that asks for a member, for as long as it runs.
   *
   * @param member whose script it is
   * @param scopes at most {@link #MOST_SCOPES}
   */
  record Run(PrincipalName member, Set<Scope> scopes) implements Principal {
    /** All that a script can be given. */
    public static final Set<Scope> MOST_SCOPES = Set.of(Scope.QUERY, Scope.SQL);

    /**
     * @throws IllegalArgumentException if {@code scopes} holds what no script may do
     */
    public Run {
      requireNonNull(member, "member is null");
      scopes = Set.copyOf(scopes);
      if (!MOST_SCOPES.containsAll(scopes)) {
        throw new IllegalArgumentException("a script can only query, got " + scopes);
      }
    }
  }
}
