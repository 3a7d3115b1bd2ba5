package io.coral.grpc.access;

import io.coral.domain.access.Principal.Member;
import io.coral.domain.access.PrincipalName;
import io.coral.domain.access.Scope;
import io.coral.domain.access.Token;
import io.coral.ports.TokenHolders;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The tokens of a file. Somebody may hold several, so that one can be changed for another. */
final class TokenTable implements TokenHolders {
  private final List<Entry> entries;

  /** One token, and whose it is. */
  record Entry(Member holder, TokenHash hash) {}

  TokenTable(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** Compares with every entry, so that the time it takes does not tell which one it was. */
  @Override
  public Optional<Member> holderOf(Token token) {
    TokenHash hash = TokenHash.of(token);
    Optional<Member> found = Optional.empty();
    for (Entry entry : entries) {
      if (entry.hash().isSame(hash)) {
        found = Optional.of(entry.holder());
      }
    }
    return found;
  }

  @Override
  public Set<Scope> scopesOf(PrincipalName name) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (Entry entry : entries) {
      if (entry.holder().name().equals(name)) {
        scopes.addAll(entry.holder().scopes());
      }
    }
    return scopes;
  }

  boolean holds(TokenHash hash) {
    return entries.stream().anyMatch(entry -> entry.hash().isSame(hash));
  }
}
