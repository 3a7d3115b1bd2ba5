package io.coral.grpc.light;

import static java.util.Objects.requireNonNull;

import io.coral.grpc.tls.ColonySockets;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLSocket;

/**
 * Connects over TLS, to a server that then speaks HTTP/2.
 *
 * @param sockets makes the connections
 */
record TlsDialer(ColonySockets sockets) implements Dialer {
  private static final String HTTP_2 = "h2";

  TlsDialer {
    requireNonNull(sockets, "sockets is null");
  }

  @Override
  public Socket dial(Duration timeout) throws IOException {
    SSLSocket socket = sockets.connected(timeout);
    if (!socket.getApplicationProtocol().equals(HTTP_2)) {
      socket.close();
      throw new IOException("the server speaks no HTTP/2");
    }
    return socket;
  }

  @Override
  public String scheme() {
    return "https";
  }
}
