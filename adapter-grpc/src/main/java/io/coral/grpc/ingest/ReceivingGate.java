package io.coral.grpc.ingest;

import com.google.rpc.Status;
import io.coral.grpc.wire.GrpcStatus;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Turns calls away where too many are under way, and ends those whose message does not arrive in
 * time.
 */
final class ReceivingGate implements ServerInterceptor {
  /** Whether a request is here or was given up: whichever comes first decides. */
  private enum State {
    RECEIVING,
    ARRIVED,
    GIVEN_UP
  }

  private final int mostCalls;
  private final Duration receiveTime;
  private final ScheduledExecutorService timer;
  private final AtomicInteger calls = new AtomicInteger();

  ReceivingGate(int mostCalls, Duration receiveTime, ScheduledExecutorService timer) {
    this.mostCalls = mostCalls;
    this.receiveTime = receiveTime;
    this.timer = timer;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    if (calls.incrementAndGet() > mostCalls) {
      calls.decrementAndGet();
      close(call, IngestStatus.busy());
      return new ServerCall.Listener<>() {};
    }
    var state = new AtomicReference<>(State.RECEIVING);
    ScheduledFuture<?> tooSlow =
        timer.schedule(
            () -> {
              if (state.compareAndSet(State.RECEIVING, State.GIVEN_UP)) {
                close(call, IngestStatus.tooSlow());
              }
            },
            receiveTime.toMillis(),
            TimeUnit.MILLISECONDS);
    return new Receiving<>(next.startCall(call, headers), state, tooSlow);
  }

  private static void close(ServerCall<?, ?> call, Status status) {
    call.close(GrpcStatus.code(status), GrpcStatus.trailers(status));
  }

  /** Passes on what arrives in time. */
  private final class Receiving<Q> extends SimpleForwardingServerCallListener<Q> {
    private final AtomicReference<State> state;
    private final ScheduledFuture<?> tooSlow;
    private final AtomicBoolean ended = new AtomicBoolean();

    Receiving(
        ServerCall.Listener<Q> listener, AtomicReference<State> state, ScheduledFuture<?> tooSlow) {
      super(listener);
      this.state = state;
      this.tooSlow = tooSlow;
    }

    @Override
    public void onMessage(Q message) {
      if (state.get() != State.GIVEN_UP) {
        super.onMessage(message);
      }
    }

    @Override
    public void onHalfClose() {
      tooSlow.cancel(false);
      if (state.compareAndSet(State.RECEIVING, State.ARRIVED)) {
        super.onHalfClose();
      }
    }

    @Override
    public void onCancel() {
      end();
      super.onCancel();
    }

    @Override
    public void onComplete() {
      end();
      super.onComplete();
    }

    private void end() {
      tooSlow.cancel(false);
      if (ended.compareAndSet(false, true)) {
        calls.decrementAndGet();
      }
    }
  }
}
