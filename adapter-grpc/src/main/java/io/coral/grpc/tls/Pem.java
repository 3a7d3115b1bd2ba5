package io.coral.grpc.tls;

import io.coral.grpc.files.FileModes;
import io.coral.grpc.files.FileTexts;
import io.vavr.control.Either;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and keys as PEM has them. Problems name a file and never what it holds. */
final class Pem {
  private static final int MOST_BYTES = 1024 * 1024;

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

  /** What TLS knows; a key itself does not say in a word which it is. */
  private static final List<String> ALGORITHMS = List.of("EC", "RSA", "EdDSA");

  private Pem() {}

  /** The certificates of a file, in its order; at least one. */
  static Either<String, List<X509Certificate>> certificates(Path file) throws IOException {
    byte[] text = FileTexts.read(file, MOST_BYTES).getBytes(StandardCharsets.UTF_8);
    try {
      List<X509Certificate> read =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(text))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      return read.isEmpty()
          ? Either.left(file + " holds no certificate in PEM")
          : Either.right(read);
    } catch (CertificateException e) {
      return Either.left(file + " holds no certificates in PEM, or damaged ones");
    }
  }

  /** The key of a file. */
  static Either<String, PrivateKey> key(Path file) throws IOException {
    if (FileModes.othersMayWrite(file) || FileModes.everybodyMayRead(file)) {
      return Either.left(
          "everybody on this machine may read " + file + ", or others change it; chmod 600 helps");
    }
    Matcher block = BLOCK.matcher(FileTexts.read(file, MOST_BYTES));
    while (block.find()) {
      String kind = String.valueOf(block.group(1));
      if (kind.equals("PRIVATE KEY")) {
        return decoded(String.valueOf(block.group(2))).mapLeft(problem -> file + " " + problem);
      }
      if (kind.endsWith("PRIVATE KEY")) {
        return Either.left(
            file
                + " holds another form of key than PKCS #8; openssl pkcs8 -topk8 -nocrypt makes"
                + " one of it");
      }
    }
    return Either.left(file + " holds no private key in PEM");
  }

  private static Either<String, PrivateKey> decoded(String base64) {
    PKCS8EncodedKeySpec encoded;
    try {
      encoded = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      return Either.left("holds a damaged key");
    }
    for (String algorithm : ALGORITHMS) {
      try {
        return Either.right(KeyFactory.getInstance(algorithm).generatePrivate(encoded));
      } catch (InvalidKeySpecException e) {
        // of another algorithm, then
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java runtime has " + algorithm, e);
      }
    }
    return Either.left("holds a damaged key, or one for something else than TLS");
  }
}
