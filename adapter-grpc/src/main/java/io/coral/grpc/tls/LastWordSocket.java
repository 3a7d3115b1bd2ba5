package io.coral.grpc.tls;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Proxy;
import java.net.Socket;

/**
 * A socket whose writes do not fail. A server that refuses a client's certificate says so and
 * closes, which over TLS 1.3 is while the client is still sending: Java's TLS would end with that
 * write, and what the server said would never be read. So whoever reads next learns it, or that the
 * connection has ended.
 */
final class LastWordSocket extends Socket {
  LastWordSocket() {
    super(Proxy.NO_PROXY);
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return new Sending(super.getOutputStream());
  }

  private static final class Sending extends OutputStream {
    private final OutputStream out;
    private boolean failed;

    private Sending(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int octet) {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      if (failed) {
        return;
      }
      try {
        out.write(bytes, offset, length);
      } catch (IOException closed) {
        failed = true;
      }
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
