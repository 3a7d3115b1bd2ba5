package io.coral.grpc.access;

import io.coral.domain.access.Scope;
import java.util.Set;

/** What a call needs to be let through. */
public sealed interface Need {
  /** Nothing: anybody may call. */
  record Nothing() implements Need {}

  /** To be known, whatever for. */
  record ToBeKnown() implements Need {}

  /** One of some scopes. */
  record AnyOf(Set<Scope> scopes) implements Need {
    public AnyOf {
      scopes = Set.copyOf(scopes);
    }
  }

  static Need scope(Scope scope) {
    return new AnyOf(Set.of(scope));
  }
}
