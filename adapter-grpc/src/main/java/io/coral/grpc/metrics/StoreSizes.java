package io.coral.grpc.metrics;

import io.coral.ports.ColonyStore;
import io.coral.ports.StoreStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The sizes of a store, which it takes a question to find out: it is asked seldom however often
 * somebody collects numbers, and a store that is busy delays nobody for long. Thread-safe.
 */
final class StoreSizes implements AutoCloseable {
  private static final Duration FRESH = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final ColonyStore store;
  private final ExecutorService asking = Executors.newSingleThreadExecutor(StoreSizes::daemon);
  private @Nullable Future<Optional<StoreStatus>> asked;
  private Optional<StoreStatus> last = Optional.empty();
  private long lastNanos;

  /**
   * @param store stays the caller's to close, after this
   */
  StoreSizes(ColonyStore store) {
    this.store = store;
  }

  /** What is known; empty if the store does not tell. */
  synchronized Optional<StoreStatus> current() {
    if (asked == null
        && (last.isEmpty() || System.nanoTime() - lastNanos > FRESH.toNanos())
        && !asking.isShutdown()) {
      asked = asking.submit(() -> store.status().toJavaOptional());
    }
    if (asked != null) {
      await(asked);
    }
    return last;
  }

  private void await(Future<Optional<StoreStatus>> answer) {
    try {
      last = answer.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
      lastNanos = System.nanoTime();
      asked = null;
    } catch (ExecutionException e) {
      last = Optional.empty();
      asked = null;
    } catch (TimeoutException e) {
      // What was known before has to do, and the answer is there for whoever asks next.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread daemon(Runnable work) {
    var thread = new Thread(work, "coral-store-sizes");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    asking.close();
  }
}
