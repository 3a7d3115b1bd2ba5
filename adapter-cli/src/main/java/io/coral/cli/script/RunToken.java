package io.coral.cli.script;

import io.coral.domain.access.Token;
import java.security.SecureRandom;

/** A secret for the length of one run: with it a script may ask the embedded colony. */
final class RunToken {
  private static final int BYTES = 32;

  private RunToken() {}

  static Token random() {
    var bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return Token.ofRandom(bytes);
  }
}
