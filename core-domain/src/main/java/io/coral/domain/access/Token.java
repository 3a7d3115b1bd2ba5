package io.coral.domain.access;

import static java.util.Objects.requireNonNull;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A secret that says who comes: 256 random bits, written so that programs which look for leaked
 * secrets know it. Other texts are none, so that nobody can make a token of a password.
 *
 * @param text the secret itself, for those it is meant for
 */
public record Token(String text) {
  private static final int RANDOM_BYTES = 32;
  private static final String PREFIX = "coral_";
  private static final Pattern WRITTEN = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");

  /**
   * @throws IllegalArgumentException if {@code text} is no token; it is not in the message
   */
  public Token {
    requireNonNull(text, "text is null");
    if (!WRITTEN.matcher(text).matches()) {
      throw new IllegalArgumentException("not a token; coral colony token makes one");
    }
  }

  /** Reads a token; empty if the text is none. */
  public static Optional<Token> parse(String text) {
    return WRITTEN.matcher(text).matches() ? Optional.of(new Token(text)) : Optional.empty();
  }

  /**
   * Writes random bits as a token.
   *
   * @param random {@value #RANDOM_BYTES} bytes from a secure source
   */
  public static Token ofRandom(byte[] random) {
    if (random.length != RANDOM_BYTES) {
      throw new IllegalArgumentException("a token has " + RANDOM_BYTES + " random bytes");
    }
    return new Token(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random));
  }

  /** Not the secret, so that no message and no log can hold it by mistake. */
  @Override
  public String toString() {
    return PREFIX + "…";
  }
}
