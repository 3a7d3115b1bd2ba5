package io.coral.grpc.http;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.core5.http.HttpConnection;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.impl.Http1StreamListener;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.IOSessionListener;
import org.jspecify.annotations.Nullable;

/**
 * Knows the connections over HTTP: closes those that are too many, and those that keep a request
 * back. Idle ones end by their socket's timeout, but a byte now and then would outlive that.
 * Between requests a connection is named by its sender's address, the one thing that all of the
 * library's callbacks can tell.
 */
public final class Connections implements IOSessionListener, Http1StreamListener {
  private static final long NEVER = Long.MAX_VALUE;

  private final int most;
  private final long receiveNanos;
  private final long idleNanos;
  private final Map<SocketAddress, Connection> open = new ConcurrentHashMap<>();

  /** A connection, and when it will be closed unless something happens. */
  private static final class Connection {
    private final IOSession session;
    private volatile long sinceNanos;
    private volatile long allowedNanos;
    private volatile boolean ambiguous;

    Connection(IOSession session) {
      this.session = session;
    }

    void allow(long nanos) {
      allowedNanos = NEVER; // so that no one sees the new time with the old allowance
      sinceNanos = System.nanoTime();
      allowedNanos = nanos;
    }

    boolean isOverdue() {
      long allowed = allowedNanos;
      return allowed != NEVER && System.nanoTime() - sinceNanos > allowed;
    }
  }

  Connections(int most, Duration receiveTime, Duration idleTime) {
    this.most = most;
    this.receiveNanos = receiveTime.toNanos();
    this.idleNanos = idleTime.toNanos();
  }

  /** Closes those that are overdue; to be called now and then. */
  void sweep() {
    open.values().stream()
        .filter(Connection::isOverdue)
        .forEach(overdue -> overdue.session.close(CloseMode.IMMEDIATE));
  }

  /** The request is here; from now on it is the colony's turn. */
  public void awaitsReply(@Nullable SocketAddress sender) {
    allow(sender, NEVER);
  }

  /**
   * Whether this request, or one before it on its connection, can be read in more than one way.
   * Then nothing that follows is sure to be a request, rather than what somebody hid in another.
   */
  public boolean isAmbiguous(@Nullable SocketAddress sender) {
    Connection connection = sender == null ? null : open.get(sender);
    return connection == null || connection.ambiguous;
  }

  private void allow(@Nullable SocketAddress sender, long nanos) {
    Connection connection = sender == null ? null : open.get(sender);
    if (connection != null) {
      connection.allow(nanos);
    }
  }

  @Override
  public void connected(IOSession session) {
    var connection = new Connection(session);
    connection.allow(receiveNanos);
    SocketAddress sender = session.getRemoteAddress();
    if (sender == null || !enter(sender, connection)) {
      session.close(CloseMode.IMMEDIATE);
    }
  }

  /** Several threads accept; only one may take the last place. */
  private synchronized boolean enter(SocketAddress sender, Connection connection) {
    if (open.size() >= most) {
      return false;
    }
    open.put(sender, connection);
    return true;
  }

  @Override
  public void disconnected(IOSession session) {
    open.values().removeIf(connection -> connection.session.getId().equals(session.getId()));
  }

  @Override
  public void onRequestHead(HttpConnection from, HttpRequest request) {
    allow(from.getRemoteAddress(), receiveNanos);
    Connection connection = open.get(from.getRemoteAddress());
    if (connection != null && Framing.isAmbiguous(request)) {
      connection.ambiguous = true;
    }
  }

  @Override
  public void onExchangeComplete(HttpConnection connection, boolean keepAlive) {
    allow(connection.getRemoteAddress(), idleNanos);
  }

  @Override
  public void onResponseHead(HttpConnection connection, HttpResponse response) {}

  @Override
  public void startTls(IOSession session) {}

  @Override
  public void inputReady(IOSession session) {}

  @Override
  public void outputReady(IOSession session) {}

  @Override
  public void timeout(IOSession session) {}

  @Override
  public void exception(IOSession session, Exception cause) {}
}
