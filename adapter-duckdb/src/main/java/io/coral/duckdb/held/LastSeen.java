package io.coral.duckdb.held;

import static java.util.Objects.requireNonNull;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.summary.MetricDelta;
import io.coral.domain.summary.ServiceDelta;
import io.coral.domain.summary.SummaryDeltas;
import io.coral.domain.value.ServiceInstance;
import io.coral.duckdb.table.Hours;
import io.vavr.control.Either;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * When each sender was seen last: found in the store by the first who asks, and kept up with each
 * batch that is committed. What else changes the store makes it forget. Thread-safe.
 */
public final class LastSeen {
  /**
   * The last minutes of all senders that anything is kept of.
   *
   * @param minutesFrom of minutes before, the first of their hour is told
   * @param spans by spans
   * @param metrics by metrics; empty if that was not asked for
   */
  public record Minutes(
      long minutesFrom,
      Map<ServiceInstance, Long> spans,
      Optional<Map<ServiceInstance, Long>> metrics) {
    public Minutes {
      requireNonNull(spans, "spans is null");
      requireNonNull(metrics, "metrics is null");
    }

    private Minutes copy() {
      return new Minutes(minutesFrom, new HashMap<>(spans), metrics.map(HashMap::new));
    }

    private boolean tells(boolean withMetrics) {
      return metrics.isPresent() || !withMetrics;
    }

    private long told(long minute) {
      return minute < minutesFrom ? Hours.hourOf(minute) : minute;
    }

    private void add(SummaryDeltas deltas) {
      for (ServiceDelta delta : deltas.services()) {
        spans.merge(delta.sender(), told(delta.minute().epochMinute()), Math::max);
      }
      metrics.ifPresent(
          known -> {
            for (MetricDelta delta : deltas.metrics()) {
              known.merge(delta.sender(), told(delta.minute().epochMinute()), Math::max);
            }
          });
    }
  }

  private @Nullable Minutes known;

  /** How often it had to be told of something. */
  private long changes;

  /**
   * @param store answers where nothing is known, out of one snapshot; what it says is kept if
   *     nothing has changed meanwhile
   * @return the caller's own
   */
  public Either<QueryFailure, Minutes> ask(
      boolean withMetrics, Supplier<Either<QueryFailure, Minutes>> store) {
    long before;
    synchronized (this) {
      if (known != null && known.tells(withMetrics)) {
        return Either.right(known.copy());
      }
      before = changes;
    }
    return store.get().peek(found -> keep(found.copy(), before));
  }

  private synchronized void keep(Minutes found, long before) {
    if (changes == before) {
      known = found;
    }
  }

  /** Notes what was committed. */
  synchronized void add(SummaryDeltas deltas) {
    changes++;
    if (known != null) {
      known.add(deltas);
    }
  }

  /** Knows nothing any more: what the store has is to be found out again. */
  public synchronized void forget() {
    changes++;
    known = null;
  }
}
