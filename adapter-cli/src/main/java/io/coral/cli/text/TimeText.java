package io.coral.cli.text;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Points in time as text. */
public final class TimeText {
  private TimeText() {}

  /**
   * As {@link Instant#toString} writes it, {@code 2026-03-01T10:15:30Z}, without the formatters
   * that it has, of which the first takes long to make at a start.
   *
   * @param time in a year of a {@link LocalDateTime}
   */
  public static String of(Instant time) {
    var local = LocalDateTime.ofEpochSecond(time.getEpochSecond(), time.getNano(), ZoneOffset.UTC);
    boolean ofWholeMinute = local.getSecond() == 0 && local.getNano() == 0; // then it is left out
    return local + (ofWholeMinute ? ":00Z" : "Z");
  }
}
