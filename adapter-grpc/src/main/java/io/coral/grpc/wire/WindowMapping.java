package io.coral.grpc.wire;

import com.google.protobuf.Timestamp;
import io.coral.domain.failure.QueryFailure;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.time.Step;
import io.coral.domain.time.TimeWindow;
import io.coral.grpc.v1.TimeRange;
import io.vavr.control.Validation;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Times, and the windows that questions are asked over. */
final class WindowMapping {
  private static final int MAX_NANO = 999_999_999;

  private WindowMapping() {}

  /**
   * The window of a request: a look-back, an absolute range, or the default.
   *
   * @param timeRangeMs 0 if the request has no look-back
   */
  static Validation<QueryFailure, QueryWindow> window(
      long timeRangeMs, boolean hasRange, TimeRange range) {
    return optionalWindow(timeRangeMs, hasRange ? Optional.of(range) : Optional.empty())
        .map(window -> window.orElse(QueryWindow.LAST_HOUR));
  }

  /** The same; empty if the request leaves it to the colony. */
  static Validation<QueryFailure, Optional<QueryWindow>> optionalWindow(
      long timeRangeMs, Optional<TimeRange> range) {
    if (timeRangeMs < 0) {
      return Fields.bad(
          "time_range_ms", "must not be negative, got " + timeRangeMs, "0 looks back one hour");
    }
    if (range.isPresent() && timeRangeMs != 0) {
      return Fields.bad(
          "range", "time_range_ms is given as well", "give a look-back or a range, not both");
    }
    if (range.isPresent()) {
      return absolute(range.get());
    }
    return timeRangeMs == 0
        ? Validation.valid(Optional.empty())
        : Fields.checked(
            "time_range_ms",
            "",
            () -> Optional.of(new QueryWindow.LookBack(Duration.ofMillis(timeRangeMs))));
  }

  private static Validation<QueryFailure, Optional<QueryWindow>> absolute(TimeRange range) {
    if (!range.hasFrom() || !range.hasTo()) {
      return Fields.bad("range", "needs both from and to", "");
    }
    return Fields.checked(
        "range", "", () -> Optional.of(new QueryWindow.Absolute(toDomain(range))));
  }

  /** The look-back in milliseconds, rounded up so that it loses nothing; 0 for a range. */
  static long timeRangeMs(QueryWindow window) {
    return window instanceof QueryWindow.LookBack(Duration length)
        ? length.toMillis() + (length.toNanosPart() % 1_000_000 == 0 ? 0 : 1)
        : 0;
  }

  /** The step of a series. */
  static Validation<QueryFailure, Step> step(long stepMs) {
    return Fields.checked(
        "step_ms", "300000 is five minutes", () -> new Step(Duration.ofMillis(stepMs)));
  }

  static TimeRange toWire(TimeWindow window) {
    return TimeRange.newBuilder().setFrom(toWire(window.from())).setTo(toWire(window.to())).build();
  }

  /**
   * @throws IllegalArgumentException if it is no range
   */
  static TimeWindow toDomain(TimeRange range) {
    return new TimeWindow(toDomain(range.getFrom()), toDomain(range.getTo()));
  }

  static Timestamp toWire(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  /**
   * @throws IllegalArgumentException if it is no time
   */
  static Instant toDomain(Timestamp timestamp) {
    long seconds = timestamp.getSeconds();
    int nanos = timestamp.getNanos();
    if (nanos < 0 || nanos > MAX_NANO) {
      throw new IllegalArgumentException("nanos must be in [0, " + MAX_NANO + "], got " + nanos);
    }
    try {
      return Instant.ofEpochSecond(seconds, nanos);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(seconds + " seconds since 1970 is no time", e);
    }
  }
}
