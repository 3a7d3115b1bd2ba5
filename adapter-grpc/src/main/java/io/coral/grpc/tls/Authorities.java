package io.coral.grpc.tls;

import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Trust in whoever was signed by one of some certificates, checked by Java's own rules. */
final class Authorities {
  private Authorities() {}

  static Either<String, X509ExtendedTrustManager> read(Path file) throws IOException {
    return Pem.certificates(file).map(Authorities::trusting);
  }

  /** In those that Java trusts. */
  static X509ExtendedTrustManager ofJava() {
    return manager(null);
  }

  private static X509ExtendedTrustManager trusting(List<X509Certificate> certificates) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (int i = 0; i < certificates.size(); i++) {
        store.setCertificateEntry(Integer.toString(i), certificates.get(i));
      }
      return manager(store);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("a store in memory cannot fail", e);
    }
  }

  private static X509ExtendedTrustManager manager(@Nullable KeyStore store) {
    try {
      var factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(store);
      for (TrustManager manager : factory.getTrustManagers()) {
        if (manager instanceof X509ExtendedTrustManager extended) {
          return extended;
        }
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has PKIX", e);
    }
    throw new IllegalStateException("PKIX has an X.509 trust manager");
  }
}
