package io.coral.grpc.version;

import static java.util.Objects.requireNonNull;

import io.grpc.Metadata;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The version of a program that speaks the colony's protocol, as it travels in the headers of each
 * call and each reply: {@code coral-version: 0.1.0} and {@code coral-protocol: 1}.
 *
 * <p>The rule: who has the same protocol understands each other, whatever their versions; who has
 * another does not, and is told so instead of being answered. So the protocol changes only with
 * what an older program would misread; new methods, fields and reasons leave it as it is. Who sends
 * no protocol, as scripts and general tools do, is answered.
 *
 * @param text of the program, for people
 * @param protocol that it speaks
 */
record Version(String text, int protocol) {
  private static final int PROTOCOL = 1;

  private static final Metadata.Key<String> TEXT =
      Metadata.Key.of("coral-version", Metadata.ASCII_STRING_MARSHALLER);

  private static final Metadata.Key<String> NUMBER =
      Metadata.Key.of("coral-protocol", Metadata.ASCII_STRING_MARSHALLER);

  private static final Pattern TEXTS = Pattern.compile("[0-9A-Za-z.+_-]{1,40}");
  private static final Pattern NUMBERS = Pattern.compile("[0-9]{1,6}");

  /** Of this program; the build writes it down, in the jar's manifest, too, which Java has read. */
  static final Version OWN =
      new Version(
          Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
              .orElseGet(Version::written),
          PROTOCOL);

  Version {
    requireNonNull(text, "text is null");
  }

  /** What the other side says of itself, if it says a protocol. */
  static Optional<Version> in(Metadata headers) {
    String number = headers.get(NUMBER);
    if (number == null || !NUMBERS.matcher(number).matches()) {
      return Optional.empty();
    }
    String text = headers.get(TEXT);
    boolean isText = text != null && TEXTS.matcher(text).matches(); // it will be shown
    return Optional.of(
        new Version(isText ? requireNonNull(text) : "unknown", Integer.parseInt(number)));
  }

  /** Says so to the other side. */
  void addTo(Metadata headers) {
    headers.discardAll(TEXT);
    headers.discardAll(NUMBER);
    headers.put(TEXT, text);
    headers.put(NUMBER, Integer.toString(protocol));
  }

  boolean understands(Version other) {
    return protocol == other.protocol;
  }

  @Override
  public String toString() {
    return text + " (protocol " + protocol + ")";
  }

  private static String written() {
    try (InputStream in =
        requireNonNull(Version.class.getResourceAsStream("version.txt"), "no version")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
