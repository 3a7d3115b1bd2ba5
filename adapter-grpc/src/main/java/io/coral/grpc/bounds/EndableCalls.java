package io.coral.grpc.bounds;

import com.google.rpc.Status;
import io.coral.grpc.wire.GrpcStatus;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends the calls that are still under way when a server has to end, and tells their callers why. A
 * server of gRPC that is shut down by force resets them instead, which looks to callers as if they
 * had cancelled, and not as if it helped to ask again. To its handler the call is cancelled, and
 * what it still sends is lost.
 */
public final class EndableCalls implements ServerInterceptor {
  private final Set<Endable<?, ?>> open = ConcurrentHashMap.newKeySet();

  /** Ends all that are open. */
  public void end(Status why) {
    open.forEach(call -> call.end(why));
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    var endable = new Endable<>(call);
    open.add(endable);
    try {
      return new SimpleForwardingServerCallListener<>(next.startCall(endable, headers)) {
        @Override
        public void onCancel() {
          open.remove(endable);
          super.onCancel();
        }

        @Override
        public void onComplete() {
          open.remove(endable);
          if (endable.isCancelled()) {
            super.onCancel(); // so that whoever works on it stops
          } else {
            super.onComplete();
          }
        }
      };
    } catch (RuntimeException | Error e) {
      open.remove(endable);
      throw e;
    }
  }

  /** A call that its handler or the server's end closes, whichever comes first. */
  private static final class Endable<Q, R> extends SimpleForwardingServerCall<Q, R> {
    private boolean closed;
    private volatile boolean ended;

    Endable(ServerCall<Q, R> call) {
      super(call);
    }

    synchronized void end(Status why) {
      if (!closed) {
        ended = true;
        close(GrpcStatus.code(why), GrpcStatus.trailers(why));
      }
    }

    @Override
    public boolean isCancelled() {
      return ended || super.isCancelled();
    }

    @Override
    public synchronized void sendHeaders(Metadata headers) {
      if (!closed) {
        super.sendHeaders(headers);
      }
    }

    @Override
    public synchronized void sendMessage(R message) {
      if (!closed) {
        super.sendMessage(message);
      }
    }

    @Override
    public synchronized void close(io.grpc.Status status, Metadata trailers) {
      if (!closed) {
        closed = true;
        super.close(status, trailers);
      }
    }
  }
}
