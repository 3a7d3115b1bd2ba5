package io.coral.grpc.tls;

import java.util.List;

/** What all our TLS has in common. */
final class TlsRules {
  /** The two versions that are not broken, the better one first. */
  static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

  /**
   * How long a session can be taken up again without certificates being looked at: so long an
   * authority that was taken out of the file can still count.
   */
  static final int SESSION_SECONDS = 300;

  private TlsRules() {}

  static String[] protocols() {
    return PROTOCOLS.toArray(String[]::new);
  }
}
