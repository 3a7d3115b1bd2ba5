package io.coral.grpc.ingest;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** Bare connections, for what no client sends. */
final class Sockets {
  private static final int PATIENCE_MILLIS = 20_000;

  private Sockets() {}

  static Socket connect(InetSocketAddress address) throws IOException {
    var socket = new Socket(address.getAddress(), address.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /** Waits for the other side to close, and passes over what it says before. */
  static boolean isClosedByPeer(Socket socket) throws IOException {
    try {
      while (socket.getInputStream().read() >= 0) {}
      return true;
    } catch (SocketException e) {
      return true; // closed without ceremony
    }
  }

  /** The first line that is said. */
  static String firstLine(Socket socket) throws IOException {
    var line = new StringBuilder();
    int c;
    while ((c = socket.getInputStream().read()) >= 0 && c != '\n') {
      line.append((char) c);
    }
    return line.toString().strip();
  }
}
