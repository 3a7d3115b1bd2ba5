package io.coral.cli.script;

import java.security.SecureRandom;
import java.util.HexFormat;

/** A secret for the length of one run: with it a script may ask the embedded colony. */
final class RunToken {
  private static final int BYTES = 32;

  private RunToken() {}

  /** 256 random bits, in hex. */
  static String random() {
    var bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
