package io.coral.ports;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * By what one proves who one is over TLS. Both files are read again when they change.
 *
 * @param certificate in PEM, with those it is signed by below it, but for the last
 * @param key its private key in PEM (PKCS #8), not encrypted
 */
public record PemIdentity(Path certificate, Path key) {
  public PemIdentity {
    requireNonNull(certificate, "certificate is null");
    requireNonNull(key, "key is null");
  }
}
