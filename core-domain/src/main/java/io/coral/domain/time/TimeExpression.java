package io.coral.domain.time;

import static java.util.Objects.requireNonNull;

import io.vavr.control.Either;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** An instant as people write it: {@code 2026-03-01T11:30:00Z}, {@code now}, {@code now-2h}. */
public sealed interface TimeExpression {
  /** Longer texts are no times. */
  int MAX_LENGTH = 64;

  /**
   * The instant that is meant.
   *
   * @param now the clock of whoever resolves it, read once for the whole question
   * @throws IllegalArgumentException if that is further back than instants reach
   */
  Instant resolve(Instant now);

  /**
   * Reads RFC 3339, {@code now}, or {@code now-} and a duration that {@link DurationText#parse}
   * reads. Seconds may be left out; the offset from UTC may not.
   *
   * @return the time, or why the text is none, which does not repeat the text
   */
  static Either<String, TimeExpression> parse(String text) {
    if (text.equals("now")) {
      return Either.right(new NowMinus(Duration.ZERO));
    }
    if (text.startsWith("now-") && text.length() <= MAX_LENGTH) {
      return DurationText.parse(text.substring("now-".length())).map(NowMinus::new);
    }
    if (text.length() <= MAX_LENGTH) {
      try {
        return Either.right(new Fixed(OffsetDateTime.parse(text).toInstant()));
      } catch (DateTimeParseException e) {
        // said below, in words of our own
      }
    }
    return Either.left("not a time; write 2026-03-01T11:30:00Z, now or now-2h");
  }

  /**
   * The same instant, whoever resolves it.
   *
   * @param instant the time that was written
   */
  record Fixed(Instant instant) implements TimeExpression {
    public Fixed {
      requireNonNull(instant, "instant is null");
    }

    @Override
    public Instant resolve(Instant now) {
      return instant;
    }
  }

  /**
   * A time ago.
   *
   * @param length not negative
   */
  record NowMinus(Duration length) implements TimeExpression {
    /**
     * @throws IllegalArgumentException if {@code length} is negative
     */
    public NowMinus {
      requireNonNull(length, "length is null");
      if (length.isNegative()) {
        throw new IllegalArgumentException("a time ago is not negative, got " + length);
      }
    }

    @Override
    public Instant resolve(Instant now) {
      Duration reach = Duration.between(Instant.MIN, now);
      if (length.compareTo(reach) > 0) {
        throw new IllegalArgumentException("no instant is that long ago");
      }
      return now.minus(length);
    }
  }
}
