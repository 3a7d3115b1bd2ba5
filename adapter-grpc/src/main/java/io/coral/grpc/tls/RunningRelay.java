package io.coral.grpc.tls;

import io.coral.ports.ColonyRelays.Relay;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A relay at work: for each connection two threads that pass on bytes, one for each direction. It
 * understands none of them. A direction that ends is ended on the other side; when both have, or
 * one has failed, both sockets are closed.
 */
final class RunningRelay implements Relay {
  private static final Logger LOG = System.getLogger(RunningRelay.class.getName());

  /** At one time; a script needs one, and nobody else has any business here. */
  private static final int MOST_CONNECTIONS = 64;

  private static final int BUFFER_BYTES = 64 * 1024;

  private final ServerSocket listening;
  private final ColonySockets sockets;
  private final AtomicReference<@Nullable Socket> ready;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Semaphore places = new Semaphore(MOST_CONNECTIONS);
  private final Thread accepting;
  private volatile boolean closed;

  /**
   * @param first a connection that nobody uses yet
   */
  RunningRelay(ServerSocket listening, ColonySockets sockets, Socket first) {
    this.listening = listening;
    this.sockets = sockets;
    this.ready = new AtomicReference<>(first);
    open.add(first);
    // Not a virtual one: only of those a socket that is closed lets go at once.
    accepting = Thread.ofPlatform().name("coral-relay").daemon().start(this::accept);
  }

  @Override
  public InetSocketAddress address() {
    return (InetSocketAddress) listening.getLocalSocketAddress();
  }

  private void accept() {
    while (!closed) {
      try {
        Socket near = listening.accept();
        if (places.tryAcquire()) {
          thread("coral-relay-out", () -> relay(near));
        } else {
          near.close();
        }
      } catch (IOException e) {
        if (!closed) {
          LOG.log(Level.WARNING, "the relay of a script accepts no more connections", e);
        }
        return;
      }
    }
  }

  private void relay(Socket near) {
    Socket far = null;
    try {
      track(near);
      near.setTcpNoDelay(true);
      far = ready.getAndSet(null);
      if (far == null) {
        far = sockets.connected();
        track(far);
      }
      Socket colony = far;
      Thread back = thread("coral-relay-back", () -> copy(colony, near));
      copy(near, colony);
      back.join();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "the relay of a script cannot reach the colony", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close(near);
      if (far != null) {
        close(far);
      }
      places.release();
    }
  }

  /** Until the sender has ended, or either side fails. */
  private static void copy(Socket from, Socket to) {
    var buffer = new byte[BUFFER_BYTES];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      int count;
      while ((count = in.read(buffer)) >= 0) {
        out.write(buffer, 0, count);
        out.flush();
      }
      to.shutdownOutput();
    } catch (IOException e) {
      closeQuietly(from);
      closeQuietly(to);
    }
  }

  /** One that comes while all are being closed is closed with them. */
  private void track(Socket socket) throws IOException {
    open.add(socket);
    if (closed) {
      close(socket);
      throw new IOException("the relay is closed");
    }
  }

  private void close(Socket socket) {
    open.remove(socket);
    closeQuietly(socket);
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "a connection of a relay was not closed in order", e);
    }
  }

  private static Thread thread(String name, Runnable work) {
    return Thread.ofVirtual().name(name).start(work);
  }

  @Override
  public void close() {
    closed = true;
    try {
      listening.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "a relay was not closed in order", e);
    }
    Set.copyOf(open).forEach(this::close);
    try {
      accepting.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
