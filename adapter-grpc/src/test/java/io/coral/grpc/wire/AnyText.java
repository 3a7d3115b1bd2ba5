package io.coral.grpc.wire;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Text of all planes, as names and messages may hold it. */
final class AnyText {
  private AnyText() {}

  /** Up to 100 characters, at least one of which is no blank, and none a control character. */
  static Arbitrary<String> name() {
    return text().map(text -> "n" + text);
  }

  /** Up to 99 characters, none a control character. */
  static Arbitrary<String> text() {
    return Arbitraries.integers()
        .between(' ', Character.MAX_CODE_POINT)
        .filter(c -> !Character.isISOControl(c))
        .filter(c -> c != 0x2028 && c != 0x2029) // separators of lines and paragraphs
        .filter(c -> (c < 0x202A || c > 0x202E) && (c < 0x2066 || c > 0x2069)) // directions
        .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
        .list()
        .ofMaxSize(49)
        .map(
            codePoints ->
                codePoints.stream()
                    .collect(
                        StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString());
  }
}
