package io.coral.grpc.watch;

import static java.util.Objects.requireNonNull;

import io.coral.ports.ColonyEvent;
import io.coral.ports.ColonyListener;
import io.coral.ports.Entrance;
import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells of each call over gRPC from its first byte to its last, also of those that are turned away
 * or ask for what is not there. A method's name is told only once the server knows it: callers may
 * send any.
 */
public final class CallMeter extends ServerStreamTracer.Factory {
  private final ColonyListener listener;
  private final Entrance entrance;

  public CallMeter(ColonyListener listener, Entrance entrance) {
    this.listener = requireNonNull(listener, "listener is null");
    this.entrance = requireNonNull(entrance, "entrance is null");
  }

  @Override
  public ServerStreamTracer newServerStreamTracer(String fullMethodName, Metadata headers) {
    listener.heard(new ColonyEvent.CallBegun(entrance));
    return new Metered();
  }

  private final class Metered extends ServerStreamTracer {
    private final long start = System.nanoTime();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile String method = ColonyEvent.CallEnded.OTHER;

    @Override
    public void serverCallStarted(ServerCallInfo<?, ?> call) {
      method = call.getMethodDescriptor().getFullMethodName();
    }

    @Override
    public void streamClosed(Status status) {
      if (closed.compareAndSet(false, true)) {
        listener.heard(
            new ColonyEvent.CallEnded(
                entrance,
                method,
                status.getCode().name(),
                Duration.ofNanos(System.nanoTime() - start)));
      }
    }
  }
}
