package io.coral.ports.certificates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Signs certificates, and writes them to files as PEM. */
public final class CertificateAuthority {
  private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.oid(42, 840, 10045, 4, 3, 2));
  private static final byte[] COMMON_NAME = Der.oid(85, 4, 3);
  private static final byte[] BASIC_CONSTRAINTS = Der.oid(85, 29, 19);
  private static final byte[] ALTERNATIVE_NAMES = Der.oid(85, 29, 17);
  private static final char[] NO_PASSWORD = {};
  private static final Duration VALID = Duration.ofDays(30);

  private final String name;
  private final KeyPair keys = newKeys();
  private final Path folder;
  private long serial = System.nanoTime();

  /** Files of a certificate and its key. */
  public record Signed(Path certificate, Path key) {}

  /**
   * @param name in its own certificate
   * @param folder for what it writes
   */
  public CertificateAuthority(String name, Path folder) {
    this.name = name;
    this.folder = folder;
  }

  /** Its own certificate. */
  public Path certificate() {
    byte[] constraints = extension(BASIC_CONSTRAINTS, true, Der.sequence(Der.yes()));
    return write(
        folder.resolve(name + ".ca.pem"),
        pem("CERTIFICATE", signed(name, keys, List.of(constraints), soon())));
  }

  /** A certificate for somebody on this machine: localhost, 127.0.0.1 and ::1. */
  public Signed sign(String commonName) {
    return sign(commonName, List.of("localhost"), List.of("127.0.0.1", "::1"), soon());
  }

  /** A certificate for names and addresses, good until some time. */
  public Signed sign(String commonName, List<String> names, List<String> addresses, Instant until) {
    KeyPair own = newKeys();
    List<byte[]> alternatives = new ArrayList<>();
    for (String dns : names) {
      alternatives.add(Der.tagged(0x82, dns.getBytes(StandardCharsets.US_ASCII)));
    }
    for (String address : addresses) {
      alternatives.add(Der.tagged(0x87, bytes(address)));
    }
    byte[] extension =
        extension(ALTERNATIVE_NAMES, false, Der.sequence(alternatives.toArray(byte[][]::new)));
    String certificate = pem("CERTIFICATE", signed(commonName, own, List.of(extension), until));
    return new Signed(
        write(folder.resolve(commonName + ".pem"), certificate),
        writeKey(folder.resolve(commonName + ".key"), own.getPrivate()));
  }

  /** For a client that trusts this authority and shows something, or nothing. */
  public SSLContext clientContext(Optional<Signed> shown) {
    try {
      KeyStore trusted = emptyStore();
      trusted.setCertificateEntry("authority", certificates(certificate())[0]);
      var trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(trusted);
      KeyStore own = emptyStore();
      if (shown.isPresent()) {
        own.setKeyEntry(
            "own", key(shown.get().key()), NO_PASSWORD, certificates(shown.get().certificate()));
      }
      var keysOfClient = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keysOfClient.init(own, NO_PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keysOfClient.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    return store;
  }

  private static Certificate[] certificates(Path file)
      throws IOException, GeneralSecurityException {
    try (var in = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509")
          .generateCertificates(in)
          .toArray(Certificate[]::new);
    }
  }

  private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
    String base64 =
        Files.readAllLines(file).stream()
            .filter(line -> !line.startsWith("-----"))
            .collect(Collectors.joining());
    return KeyFactory.getInstance("EC")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
  }

  private byte[] signed(String subject, KeyPair own, List<byte[]> extensions, Instant until) {
    byte[] toBeSigned =
        Der.sequence(
            Der.tagged(0xa0, Der.integer(BigInteger.TWO)), // version 3
            Der.integer(BigInteger.valueOf(serial++)),
            ECDSA_WITH_SHA256,
            distinguishedName(name),
            Der.sequence(Der.time(until.minus(Duration.ofDays(365))), Der.time(until)),
            distinguishedName(subject),
            own.getPublic().getEncoded(),
            Der.tagged(0xa3, Der.sequence(extensions.toArray(byte[][]::new))));
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(keys.getPrivate());
      signature.update(toBeSigned);
      return Der.sequence(toBeSigned, ECDSA_WITH_SHA256, Der.bits(signature.sign()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] distinguishedName(String commonName) {
    return Der.sequence(Der.set(Der.sequence(COMMON_NAME, Der.text(commonName))));
  }

  private static byte[] extension(byte[] oid, boolean critical, byte[] value) {
    return critical
        ? Der.sequence(oid, Der.yes(), Der.octets(value))
        : Der.sequence(oid, Der.octets(value));
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String address) {
    try {
      return InetAddress.getByName(address).getAddress();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Instant soon() {
    return Instant.now().plus(VALID);
  }

  private static String pem(String kind, byte[] der) {
    return "-----BEGIN "
        + kind
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END "
        + kind
        + "-----\n";
  }

  private static Path writeKey(Path file, PrivateKey key) {
    write(file, pem("PRIVATE KEY", key.getEncoded()));
    try {
      return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
