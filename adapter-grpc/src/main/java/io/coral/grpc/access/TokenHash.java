package io.coral.grpc.access;

import io.coral.domain.access.Token;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is kept of a token: its SHA-256. A slow hash, as passwords need, would protect nothing here:
 * a token is 256 random bits, which nobody finds by trying, at whatever speed. And it would be paid
 * for with every call, by the colony, for whoever sends it nonsense.
 */
final class TokenHash {
  private static final Pattern WRITTEN = Pattern.compile("[0-9a-f]{64}");

  private final byte[] bytes;

  private TokenHash(byte[] bytes) {
    this.bytes = bytes;
  }

  static TokenHash of(Token token) {
    try {
      return new TokenHash(
          MessageDigest.getInstance("SHA-256")
              .digest(token.text().getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** Reads what {@link #hex} writes; empty for other texts. */
  static Optional<TokenHash> parse(String hex) {
    return WRITTEN.matcher(hex).matches()
        ? Optional.of(new TokenHash(HexFormat.of().parseHex(hex)))
        : Optional.empty();
  }

  String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  /** Takes the same time however much is the same. */
  boolean isSame(TokenHash other) {
    return MessageDigest.isEqual(bytes, other.bytes);
  }
}
