package io.coral.grpc.otlp;

/** Nanoseconds since 1970, as OTLP carries them: 64 bits without sign. */
final class UnixNano {
  private UnixNano() {}

  /**
   * Moves a time.
   *
   * @param unixNano as received; 0 for none
   * @return 0 for none
   * @throws IllegalArgumentException if the time, or the moved time, is later than 2262
   */
  static long shifted(long unixNano, long shiftNanos, String what) {
    if (unixNano == 0) {
      return 0;
    }
    long moved = unixNano + shiftNanos;
    boolean overflows = shiftNanos > 0 && moved < unixNano;
    if (unixNano < 0 || overflows) {
      throw new IllegalArgumentException(what + " is later than the year 2262");
    }
    return moved;
  }
}
