package io.coral.grpc.bounds;

import static java.util.Objects.requireNonNull;

import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Watches each call from its first byte to its last, which is before and after all interceptors:
 *
 * <ul>
 *   <li>Every call has a deadline, also one whose caller gives none. It holds for sending the
 *       request and for taking the reply as well, so that nobody keeps a call open by reading
 *       nothing: gRPC resets the stream when it passes.
 *   <li>The bytes of requests that are still arriving count against a budget that all calls share.
 *       By itself gRPC would gather a message of the greatest size for each call there may be.
 * </ul>
 */
public final class CallWatch extends ServerStreamTracer.Factory {
  private static final Context.Key<Watched> WATCHED = Context.key("coral-watched");

  private final ByteBudget budget;
  private final Function<String, Duration> longest;
  private final ScheduledExecutorService timer;

  /**
   * @param budget for requests that are arriving
   * @param longest how long a call of a method may take, by its full name
   */
  public CallWatch(
      ByteBudget budget, Function<String, Duration> longest, ScheduledExecutorService timer) {
    this.budget = requireNonNull(budget, "budget is null");
    this.longest = requireNonNull(longest, "longest is null");
    this.timer = requireNonNull(timer, "timer is null");
  }

  @Override
  public ServerStreamTracer newServerStreamTracer(String fullMethodName, Metadata headers) {
    return new Watched(longest.apply(fullMethodName));
  }

  /** The call that this thread works on. */
  static Watched current() {
    return requireNonNull(WATCHED.get(), "the server has no watch");
  }

  /** One call under watch. */
  final class Watched extends ServerStreamTracer {
    private final Duration time;
    private final AtomicLong held = new AtomicLong();
    private final AtomicReference<@Nullable Runnable> overflow = new AtomicReference<>();
    private volatile Context.@Nullable CancellableContext context;

    private Watched(Duration time) {
      this.time = time;
    }

    @Override
    public Context filterContext(Context outer) {
      var bounded =
          outer
              .withValue(WATCHED, this)
              .withDeadlineAfter(time.toNanos(), TimeUnit.NANOSECONDS, timer);
      context = bounded;
      return bounded;
    }

    /** Runs once if there is no room for the request; before any of it has come. */
    void onOverflow(Runnable action) {
      overflow.set(action);
    }

    @Override
    public void inboundWireSize(long bytes) {
      if (budget.take(bytes)) {
        held.addAndGet(bytes);
        return;
      }
      Runnable action = overflow.getAndSet(null);
      if (action != null) {
        timer.execute(action); // not here, in the middle of what takes the bytes apart
      }
    }

    /** The request is no longer among those that are arriving. */
    void release() {
      budget.giveBack(held.getAndSet(0));
    }

    @Override
    public void streamClosed(Status status) {
      release();
      Context.CancellableContext bounded = context;
      if (bounded != null) {
        bounded.cancel(null); // and the timer forgets it
      }
    }
  }
}
