package io.coral.grpc.light;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;

/**
 * Connects in plain text.
 *
 * @param address may be unresolved; then it is resolved for each connection
 */
record PlainDialer(InetSocketAddress address) implements Dialer {
  @Override
  public Socket dial(Duration timeout) throws IOException {
    var resolved =
        address.isUnresolved()
            ? new InetSocketAddress(address.getHostString(), address.getPort())
            : address;
    if (resolved.isUnresolved()) {
      throw new UnknownHostException(address.getHostString());
    }
    var socket = new Socket(Proxy.NO_PROXY); // the address is the colony's, whatever the settings
    try {
      socket.setTcpNoDelay(true);
      socket.connect(resolved, Math.clamp(timeout.toMillis(), 1, Integer.MAX_VALUE));
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  @Override
  public String scheme() {
    return "http";
  }
}
