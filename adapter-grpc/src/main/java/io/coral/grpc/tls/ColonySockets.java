package io.coral.grpc.tls;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Makes connections to a colony over TLS, ready for HTTP/2. */
final class ColonySockets {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final SSLContext context;
  private final InetSocketAddress address;

  ColonySockets(SSLContext context, InetSocketAddress address) {
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
    var plain = new Socket();
    try {
      plain.setTcpNoDelay(true);
      plain.connect(
          address.isUnresolved()
              ? new InetSocketAddress(address.getHostString(), address.getPort())
              : address,
          Math.toIntExact(PATIENCE.toMillis()));
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
      socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
      socket.startHandshake();
      socket.setSoTimeout(0);
      return socket;
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }
}
