package io.coral.grpc.tls;

import io.coral.ports.PemIdentity;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A certificate with its key.
 *
 * @param alias tells it from the one that takes its place
 * @param chain itself first
 */
record Identity(String alias, PrivateKey key, List<X509Certificate> chain) {
  private static final byte[] ANYTHING = "any words".getBytes(StandardCharsets.UTF_8);

  Identity {
    chain = List.copyOf(chain);
  }

  static Either<String, Identity> read(PemIdentity files) throws IOException {
    Either<String, List<X509Certificate>> chain = Pem.certificates(files.certificate());
    if (chain.isLeft()) {
      return Either.left(chain.getLeft());
    }
    Either<String, PrivateKey> key = Pem.key(files.key());
    if (key.isLeft()) {
      return Either.left(key.getLeft());
    }
    X509Certificate own = chain.get().get(0);
    // Files that are replaced one after the other do not fit for a moment; then the old ones hold.
    return fit(key.get(), own)
        ? Either.right(new Identity(alias(own), key.get(), chain.get()))
        : Either.left(files.key() + " is not the key of " + files.certificate());
  }

  private static String alias(X509Certificate certificate) {
    return certificate.getSerialNumber().toString(16)
        + "-"
        + HexFormat.of().toHexDigits(Arrays.hashCode(certificate.getSignature()));
  }

  private static boolean fit(PrivateKey key, X509Certificate certificate) {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "EC" -> "SHA256withECDSA";
          case "RSA" -> "SHA256withRSA";
          default -> key.getAlgorithm();
        };
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(ANYTHING);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(ANYTHING);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false; // not even of one algorithm
    }
  }

  X509Certificate[] chainArray() {
    return chain.toArray(X509Certificate[]::new);
  }
}
