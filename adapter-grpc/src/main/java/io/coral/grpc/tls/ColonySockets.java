package io.coral.grpc.tls;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Makes connections to a colony over TLS, ready for HTTP/2. */
public final class ColonySockets {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final SSLContext context;
  private final InetSocketAddress address;

  /**
   * @param side whom to trust, and what to show
   * @param address resolved, or a name that is looked up for each connection
   */
  public ColonySockets(ClientSide side, InetSocketAddress address) {
    this(side.forSockets(), address);
  }

  private ColonySockets(SSLContext context, InetSocketAddress address) {
    this.context = context;
    this.address = address;
  }

  /** As people write it. */
  String colony() {
    String host = address.getHostString();
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  /**
   * A connection to a colony whose certificate was found good.
   *
   * @throws IOException if there is none, or its certificate is not
   */
  SSLSocket connected() throws IOException {
    return connected(PATIENCE);
  }

  /**
   * The same.
   *
   * @param patience for each of its steps, at least a millisecond
   */
  public SSLSocket connected(Duration patience) throws IOException {
    int millis = Math.clamp(patience.toMillis(), 1, Integer.MAX_VALUE);
    var plain = new LastWordSocket();
    try {
      plain.setTcpNoDelay(true);
      plain.connect(
          address.isUnresolved()
              ? new InetSocketAddress(address.getHostString(), address.getPort())
              : address,
          millis);
      var socket =
          (SSLSocket)
              context
                  .getSocketFactory()
                  .createSocket(plain, address.getHostString(), address.getPort(), true);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS"); // the name must be the right one
      parameters.setApplicationProtocols(new String[] {"h2"});
      parameters.setProtocols(TlsRules.protocols());
      socket.setSSLParameters(parameters);
      socket.setSoTimeout(millis);
      socket.startHandshake();
      socket.setSoTimeout(0);
      return socket;
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }
}
