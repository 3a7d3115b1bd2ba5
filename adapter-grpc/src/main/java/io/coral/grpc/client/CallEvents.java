package io.coral.grpc.client;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Brings what happens to a call to the thread that waits for it, together with the work that gRPC
 * has to do for that, such as parsing: one thread less to wake for each message.
 *
 * @param <R> the call's messages
 */
final class CallEvents<R> extends ClientCall.Listener<R> implements Executor {
  /** What can happen. */
  sealed interface Event<R> {
    /** A message has come. */
    record Message<R>(R message) implements Event<R> {}

    /** Nothing more will come. */
    record Closed<R>(Status status, Metadata trailers) implements Event<R> {}
  }

  private sealed interface Entry<R> {
    record Work<R>(Runnable task) implements Entry<R> {}

    record Happened<R>(Event<R> event) implements Entry<R> {}
  }

  private final BlockingQueue<Entry<R>> entries = new LinkedBlockingQueue<>();
  private volatile boolean abandoned;

  /**
   * Waits for the next event.
   *
   * @return null if nothing happened in that time
   */
  @Nullable Event<R> next(Duration time) throws InterruptedException {
    long until = System.nanoTime() + time.toNanos();
    while (true) {
      Entry<R> entry = entries.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (entry == null) {
        return null;
      }
      if (entry instanceof Entry.Happened<R>(Event<R> event)) {
        return event;
      }
      ((Entry.Work<R>) entry).task().run();
    }
  }

  /**
   * Waits no more. The work that is left is done all the same, for it also gives back the memory of
   * messages that nobody will read.
   */
  void abandon() {
    abandoned = true;
    for (Entry<R> entry = entries.poll(); entry != null; entry = entries.poll()) {
      if (entry instanceof Entry.Work<R>(Runnable task)) {
        task.run();
      }
    }
  }

  @Override
  public void execute(Runnable task) {
    entries.add(new Entry.Work<>(task));
    if (abandoned) {
      abandon();
    }
  }

  @Override
  public void onMessage(R message) {
    entries.add(new Entry.Happened<>(new Event.Message<>(message)));
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    entries.add(new Entry.Happened<>(new Event.Closed<>(status, trailers)));
  }
}
