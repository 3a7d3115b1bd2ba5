package io.coral.duckdb.read;

import io.coral.domain.failure.QueryFailure;
import io.coral.duckdb.file.Threads;
import io.coral.ports.CallBounds;
import io.coral.ports.Cancellation;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jspecify.annotations.Nullable;

/**
 * Stops what a connection runs when its time is up or its asker has given up. DuckDB's own time
 * limits each miss some statements, hence this thread beside them.
 */
final class Watchdog implements AutoCloseable {
  /** A cancel between two statements of one call hits neither, so it is repeated. */
  private static final long REPEAT_MILLIS = 10;

  private final ScheduledThreadPoolExecutor timer;

  Watchdog() {
    timer = new ScheduledThreadPoolExecutor(1, Threads.daemons("coral-watchdog"));
    timer.setRemoveOnCancelPolicy(true);
  }

  /** Watches the statements that the returned watch hears of, until it is closed. */
  Watch watch(CallBounds bounds) {
    return new Watch(bounds);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  /** One call under watch. */
  final class Watch implements ExecuteListener, AutoCloseable {
    private final Duration allowed;
    private final ScheduledFuture<?> deadline;
    private final Cancellation.Registration registration;
    private @Nullable ScheduledFuture<?> repeating;
    private @Nullable QueryFailure cause;

    /** DuckDB's driver stops a statement by itself only, not by another of its connection. */
    private transient @Nullable Statement running;

    private boolean closed;

    private Watch(CallBounds bounds) {
      allowed = bounds.timeout();
      deadline =
          timer.schedule(
              () -> stop(new QueryFailure.DeadlineExceeded(allowed)),
              allowed.toNanos(),
              TimeUnit.NANOSECONDS);
      registration = bounds.cancellation().onCancel(() -> stop(new QueryFailure.Cancelled()));
    }

    /** Why the call was stopped, if it was. */
    synchronized Optional<QueryFailure> cause() {
      return Optional.ofNullable(cause);
    }

    private synchronized void stop(QueryFailure why) {
      if (!closed && cause == null) {
        cause = why;
        repeating =
            timer.scheduleWithFixedDelay(this::pull, 0, REPEAT_MILLIS, TimeUnit.MILLISECONDS);
      }
    }

    private synchronized void pull() {
      if (closed || running == null) {
        return;
      }
      try {
        running.cancel();
      } catch (SQLException alreadyOver) {
        // What has ended needs no stopping.
      }
    }

    @Override
    public synchronized void executeStart(ExecuteContext context) {
      running = context.statement();
    }

    /** A statement that runs beside those it hears of; null for none any more. */
    synchronized void runs(@Nullable Statement statement) {
      running = statement;
    }

    @Override
    public synchronized void executeEnd(ExecuteContext context) {
      running = null;
    }

    @Override
    public void close() {
      registration.close();
      deadline.cancel(false);
      synchronized (this) {
        closed = true;
        if (repeating != null) {
          repeating.cancel(false);
        }
      }
    }
  }
}
