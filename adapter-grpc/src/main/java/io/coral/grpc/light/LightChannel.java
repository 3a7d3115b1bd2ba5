package io.coral.grpc.light;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.HashSet;
import java.util.Set;

/**
 * A channel whose calls have a connection and a thread each. It makes calls with one request: unary
 * ones, and those that a server answers with a stream.
 */
final class LightChannel extends Channel implements AutoCloseable {
  /** Of one answer, where a call does not say otherwise. */
  static final int MOST_MESSAGE_BYTES = 64 * 1024 * 1024;

  private final Dialer dialer;
  private final String authority;
  private final Set<LightCall<?, ?>> underWay = new HashSet<>();
  private boolean closed;

  /**
   * @param authority HOST:PORT, as the server is called
   */
  LightChannel(Dialer dialer, String authority) {
    this.dialer = dialer;
    this.authority = authority;
  }

  @Override
  public String authority() {
    return authority;
  }

  @Override
  public <Q, R> ClientCall<Q, R> newCall(MethodDescriptor<Q, R> method, CallOptions options) {
    if (!method.getType().clientSendsOneMessage()) {
      throw new UnsupportedOperationException("this channel sends one request in a call");
    }
    return new LightCall<>(this, method, options);
  }

  Dialer dialer() {
    return dialer;
  }

  /** Whether the channel is still open for this call. */
  synchronized boolean begin(LightCall<?, ?> call) {
    return !closed && underWay.add(call);
  }

  synchronized void ended(LightCall<?, ?> call) {
    underWay.remove(call);
  }

  /** Ends all calls that are under way; later ones fail at once. */
  @Override
  public void close() {
    Set<LightCall<?, ?>> left;
    synchronized (this) {
      closed = true;
      left = Set.copyOf(underWay);
    }
    left.forEach(call -> call.end(Status.UNAVAILABLE.withDescription("the channel was closed")));
  }
}
