package io.coral.ports;

import static java.util.Objects.requireNonNull;

import io.coral.domain.access.Token;

/** Whom a server lets in. */
public sealed interface Admission {
  /** Whoever gets there; where client certificates are demanded, whoever has one. */
  record Everybody() implements Admission {}

  /** Only who holds a token, to do what it is for. */
  record Holders(TokenHolders tokens) implements Admission {
    public Holders {
      requireNonNull(tokens, "tokens is null");
    }
  }

  /** Only one script, which holds this token, to query. */
  record OneRun(Token token) implements Admission {
    public OneRun {
      requireNonNull(token, "token is null");
    }
  }
}
