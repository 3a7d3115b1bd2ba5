package io.coral.cli.serve;

import static java.util.Objects.requireNonNull;

import io.coral.ports.ColonyEvent;
import io.coral.ports.ColonyListener;
import io.coral.ports.LogLine;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Logs the calls that were turned away, as far as a flood of them does not fill a disk: a few lines
 * for each stretch of time, and with the first line of the next how many went without. The numbers
 * for Prometheus count all.
 */
final class DenialLog implements ColonyListener {
  private static final Logger LOG = System.getLogger("io.coral.denied-call");
  private static final int MOST_LINES = 20;
  private static final long STRETCH_NANOS = Duration.ofSeconds(10).toNanos();

  private final Consumer<LogLine> log;
  private final LongSupplier nanoClock;
  private long sinceNanos;
  private int lines;
  private long without;

  DenialLog() {
    this(line -> LOG.log(Level.WARNING, line), System::nanoTime);
  }

  DenialLog(Consumer<LogLine> log, LongSupplier nanoClock) {
    this.log = requireNonNull(log, "log is null");
    this.nanoClock = requireNonNull(nanoClock, "nanoClock is null");
    this.sinceNanos = nanoClock.getAsLong();
  }

  @Override
  public void heard(ColonyEvent event) {
    if (event instanceof ColonyEvent.CallDenied denied) {
      long missed = place();
      if (missed >= 0) {
        log.accept(line(denied, missed));
      }
    }
  }

  /** How many went without a line before this one; negative if this one has none, either. */
  private synchronized long place() {
    long now = nanoClock.getAsLong();
    if (now - sinceNanos >= STRETCH_NANOS) {
      sinceNanos = now;
      lines = 0;
    }
    if (lines >= MOST_LINES) {
      without++;
      return -1;
    }
    lines++;
    long missed = without;
    without = 0;
    return missed;
  }

  private static LogLine line(ColonyEvent.CallDenied denied, long missed) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("port", denied.entrance().name());
    fields.put("reason", denied.denial().name());
    if (!denied.from().isEmpty()) {
      fields.put("from", denied.from());
    }
    denied.caller().ifPresent(caller -> fields.put("caller", "member:" + caller));
    if (missed > 0) {
      fields.put("others_without_a_line", missed);
    }
    return new LogLine("call denied", fields);
  }
}
