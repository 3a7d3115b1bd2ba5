package io.coral.grpc.access;

import io.coral.domain.access.Token;
import java.security.SecureRandom;

/** Makes tokens nobody can guess. Thread-safe. */
final class RandomTokens {
  private static final int BYTES = 32;

  private final SecureRandom random = new SecureRandom();

  Token next() {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Token.ofRandom(bytes);
  }
}
