package io.coral.ports;

import io.coral.domain.access.Principal.Member;
import io.coral.domain.access.PrincipalName;
import io.coral.domain.access.Scope;
import io.coral.domain.access.Token;
import java.util.Optional;
import java.util.Set;

/** Knows who holds which token. Thread-safe and quick: it is asked with every call. */
public interface TokenHolders {
  /** Who holds it; empty for a token that nobody holds, or holds no more. */
  Optional<Member> holderOf(Token token);

  /** What that one may do by any of their tokens; nothing, once they hold none. */
  Set<Scope> scopesOf(PrincipalName name);
}
