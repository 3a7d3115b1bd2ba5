package io.coral.grpc.light;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Deadline;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ExpiryTest {
  /** A clock that stands still until it is told to go on. */
  private static final class Clock extends Deadline.Ticker {
    private long nanos;

    @Override
    public long nanoTime() {
      return nanos;
    }
  }

  @Property
  void millis_haveAllPassed_theDeadlineIsPast(
      @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long nanos)
      throws SocketTimeoutException {
    var clock = new Clock();
    var expiry = Expiry.of(Deadline.after(nanos, TimeUnit.NANOSECONDS, clock));

    clock.nanos = TimeUnit.MILLISECONDS.toNanos(expiry.millis());

    assertThat(expiry.isPast()).isTrue();
    assertThatThrownBy(expiry::millis).isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void millis_withoutADeadline_areZero() throws SocketTimeoutException {
    assertThat(Expiry.of(null).millis()).isZero();
  }
}
