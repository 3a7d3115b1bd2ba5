package io.coral.grpc.wire;

import io.coral.ports.Cancellation;
import io.grpc.Context;

/** A caller's cancellation, or its vanishing, as the ports know it. */
public record CallCancellation(Context call) implements Cancellation {
  @Override
  public boolean isCancelled() {
    return call.isCancelled();
  }

  @Override
  public Registration onCancel(Runnable action) {
    Context.CancellationListener listener = cancelled -> action.run();
    call.addListener(listener, Runnable::run);
    return () -> call.removeListener(listener);
  }
}
