package io.coral.grpc.ingest;

import io.coral.ports.certificates.CertificateAuthority;
import io.coral.ports.certificates.CertificateAuthority.Signed;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

/** Bare connections over TLS. */
final class TlsSockets {
  private static final int PATIENCE_MILLIS = 20_000;

  private TlsSockets() {}

  static SSLSocket connect(
      InetSocketAddress address, CertificateAuthority trusted, Optional<Signed> shown)
      throws IOException {
    var socket =
        (SSLSocket)
            trusted
                .clientContext(shown)
                .getSocketFactory()
                .createSocket(address.getAddress(), address.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }
}
