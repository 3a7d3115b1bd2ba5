package io.coral.grpc.bounds;

import static java.util.Objects.requireNonNull;

import com.google.rpc.Status;
import io.coral.grpc.watch.DeniedCalls;
import io.coral.grpc.wire.GrpcStatus;
import io.coral.ports.Denial;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Grpc;
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
 * Turns calls away where too many are under way, and ends those whose request does not arrive in
 * time, or finds no room. For servers with a {@link CallWatch}, and methods with one request.
 */
public final class ReceivingGate implements ServerInterceptor {
  /** Whether a request is here or was given up: whichever comes first decides. */
  private enum State {
    RECEIVING,
    ARRIVED,
    GIVEN_UP
  }

  private final int mostCalls;
  private final Duration receiveTime;
  private final ScheduledExecutorService timer;
  private final Status busy;
  private final Status tooSlow;
  private final DeniedCalls denied;
  private final AtomicInteger calls = new AtomicInteger();

  /**
   * @param busy what callers are told for whom there is no room
   * @param tooSlow what those are told whose request takes too long to arrive
   * @param denied hears of both
   */
  public ReceivingGate(
      int mostCalls,
      Duration receiveTime,
      ScheduledExecutorService timer,
      Status busy,
      Status tooSlow,
      DeniedCalls denied) {
    this.mostCalls = mostCalls;
    this.receiveTime = requireNonNull(receiveTime, "receiveTime is null");
    this.timer = requireNonNull(timer, "timer is null");
    this.busy = requireNonNull(busy, "busy is null");
    this.tooSlow = requireNonNull(tooSlow, "tooSlow is null");
    this.denied = requireNonNull(denied, "denied is null");
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    if (calls.incrementAndGet() > mostCalls) {
      calls.decrementAndGet();
      denied.denied(Denial.BUSY, call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR));
      call.close(GrpcStatus.code(busy), GrpcStatus.trailers(busy));
      return new ServerCall.Listener<>() {};
    }
    var request = new Request<>(call, CallWatch.current());
    ServerCall.Listener<Q> listener;
    try {
      listener = next.startCall(request, headers);
    } catch (RuntimeException | Error e) {
      calls.decrementAndGet();
      throw e;
    }
    return new Receiving<>(listener, request);
  }

  /** A call whose request is awaited. */
  private final class Request<Q, R> extends SimpleForwardingServerCall<Q, R> {
    private final CallWatch.Watched watched;
    private final AtomicReference<State> state = new AtomicReference<>(State.RECEIVING);
    private final ScheduledFuture<?> deadline;

    Request(ServerCall<Q, R> call, CallWatch.Watched watched) {
      super(call);
      this.watched = watched;
      watched.onOverflow(() -> giveUp(busy, Denial.BUSY));
      this.deadline =
          timer.schedule(
              () -> giveUp(tooSlow, Denial.TOO_SLOW),
              receiveTime.toMillis(),
              TimeUnit.MILLISECONDS);
    }

    private void giveUp(Status why, Denial denial) {
      if (state.compareAndSet(State.RECEIVING, State.GIVEN_UP)) {
        denied.denied(denial, getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR));
        delegate().close(GrpcStatus.code(why), GrpcStatus.trailers(why));
      }
    }

    boolean isGivenUp() {
      return state.get() == State.GIVEN_UP;
    }

    boolean arrives() {
      deadline.cancel(false);
      return state.compareAndSet(State.RECEIVING, State.ARRIVED);
    }

    void end() {
      deadline.cancel(false);
    }

    /** By whoever refuses the request while it arrives, unless it was given up before. */
    @Override
    public void close(io.grpc.Status status, Metadata trailers) {
      state.compareAndSet(State.RECEIVING, State.ARRIVED);
      if (!isGivenUp()) {
        super.close(status, trailers);
      }
    }
  }

  /** Passes on what arrives in time. */
  private final class Receiving<Q> extends SimpleForwardingServerCallListener<Q> {
    private final Request<Q, ?> request;
    private final AtomicBoolean ended = new AtomicBoolean();

    Receiving(ServerCall.Listener<Q> listener, Request<Q, ?> request) {
      super(listener);
      this.request = request;
    }

    @Override
    public void onMessage(Q message) {
      if (!request.isGivenUp()) {
        super.onMessage(message);
      }
    }

    @Override
    public void onHalfClose() {
      boolean inTime = request.arrives();
      if (inTime || !request.isGivenUp()) {
        super.onHalfClose();
      }
      request.watched.release();
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
      request.end();
      if (ended.compareAndSet(false, true)) {
        calls.decrementAndGet();
      }
    }
  }
}
