package io.coral.grpc.watch;

import io.coral.ports.ColonyEvent;
import io.coral.ports.ColonyListener;
import io.coral.ports.Entrance;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** One request over HTTP, of whose beginning and end somebody hears. Thread-safe. */
public final class HttpCall {
  /** How one ended that nobody answered. */
  private static final String CUT_OFF = "cut_off";

  private final ColonyListener listener;
  private final Entrance entrance;
  private final long start = System.nanoTime();
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile String method = ColonyEvent.CallEnded.OTHER;
  private volatile String code = CUT_OFF;

  private HttpCall(ColonyListener listener, Entrance entrance) {
    this.listener = listener;
    this.entrance = entrance;
  }

  public static HttpCall begin(ColonyListener listener, Entrance entrance) {
    listener.heard(new ColonyEvent.CallBegun(entrance));
    return new HttpCall(listener, entrance);
  }

  /** What it asks for, which is something that the entrance has. */
  public void asks(String method) {
    this.method = method;
  }

  public void answered(int status) {
    code = Integer.toString(status);
  }

  /** It is over. Has an effect once. */
  public void end() {
    if (ended.compareAndSet(false, true)) {
      listener.heard(
          new ColonyEvent.CallEnded(
              entrance, method, code, Duration.ofNanos(System.nanoTime() - start)));
    }
  }
}
