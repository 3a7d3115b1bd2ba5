package io.coral.domain.time;

import static java.util.Objects.requireNonNull;

import io.vavr.control.Either;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Durations as people write and read them.
 *
 * <p>Written: numbers with units, the larger units first, each once: {@code 500ms}, {@code 5m},
 * {@code 1h30m}, {@code 1.5s}, {@code 2d}. Units are d, h, m, s, ms, µs or us, and ns; {@code 0}
 * needs none.
 */
public final class DurationText {
  private static final String HOW = "write 500ms, 90s, 5m, 1h30m or 2d";

  /** Longer texts are no durations; 12 digits keep every sum in the range of a Duration. */
  private static final int MAX_LENGTH = 64;

  private static final Pattern TERM =
      Pattern.compile("([0-9]{1,12})(?:\\.([0-9]{1,9}))?(ns|us|µs|\u03bcs|ms|s|m|h|d)");

  private static final Pattern BARE_NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?");

  private DurationText() {}

  /**
   * Reads a duration.
   *
   * @return a duration that is not negative, exact to the nanosecond; or why the text is none,
   *     which does not repeat the text
   */
  public static Either<String, Duration> parse(String text) {
    if (text.equals("0")) {
      return Either.right(Duration.ZERO);
    }
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      return Either.left("not a duration; " + HOW);
    }
    if (text.startsWith("-")) {
      return Either.left("a duration is not negative; " + HOW);
    }
    if (BARE_NUMBER.matcher(text).matches()) {
      return Either.left("a duration needs a unit; " + HOW);
    }
    return sumOfTerms(text);
  }

  private static Either<String, Duration> sumOfTerms(String text) {
    Matcher term = TERM.matcher(text);
    var sum = new DurationSum();
    @Nullable DurationUnit smallestSoFar = null;
    int end = 0;
    while (end < text.length()) {
      if (!term.find(end) || term.start() != end) {
        return Either.left("not a duration; " + HOW);
      }
      DurationUnit unit = DurationUnit.of(requireNonNull(term.group(3)));
      if (smallestSoFar != null && unit.compareTo(smallestSoFar) <= 0) {
        return Either.left("a duration has its larger units first, each once; " + HOW);
      }
      sum.add(requireNonNull(term.group(1)), term.group(2), unit);
      smallestSoFar = unit;
      end = term.end();
    }
    return sum.total().toEither("a duration is a whole number of nanoseconds");
  }

  /**
   * A duration in full, as {@link #parse} reads it: {@code 1h30m}, {@code 500ms}, {@code 0}.
   *
   * @throws IllegalArgumentException if {@code duration} is negative
   */
  public static String exact(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("a duration is not negative, got " + duration);
    }
    if (duration.isZero()) {
      return "0";
    }
    var text = new StringBuilder();
    append(text, duration.toDaysPart(), DurationUnit.DAYS);
    append(text, duration.toHoursPart(), DurationUnit.HOURS);
    append(text, duration.toMinutesPart(), DurationUnit.MINUTES);
    append(text, duration.toSecondsPart(), DurationUnit.SECONDS);
    int nanos = duration.toNanosPart();
    append(text, nanos / 1_000_000, DurationUnit.MILLIS);
    append(text, nanos / 1_000 % 1_000, DurationUnit.MICROS);
    append(text, nanos % 1_000, DurationUnit.NANOS);
    return text.toString();
  }

  private static void append(StringBuilder text, long times, DurationUnit unit) {
    if (times > 0) {
      text.append(times).append(unit.symbol());
    }
  }

  /**
   * A duration for reading: rounded to {@code 892.1ms}, {@code 1.52s}, {@code 2.1µs}, {@code
   * 640ns}; from a minute on cut to its two largest units, {@code 1m30s}, {@code 2h5m}, {@code
   * 3d4h}. A negative one has a minus sign before it.
   */
  public static String format(Duration duration) {
    if (duration.isNegative()) {
      return "-" + RoundedDuration.text(positive(duration));
    }
    return RoundedDuration.text(duration);
  }

  private static Duration positive(Duration negative) {
    // The longest of all has no positive counterpart.
    return negative.toSeconds() == Long.MIN_VALUE
        ? Duration.ofSeconds(Long.MAX_VALUE)
        : negative.negated();
  }
}
