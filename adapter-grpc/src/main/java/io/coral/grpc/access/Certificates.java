package io.coral.grpc.access;

import io.coral.domain.access.PrincipalName;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/** Whom the certificates of clients name. */
public final class Certificates {
  private static final Pattern COMMON_NAME = Pattern.compile("(?:^|,)CN=([^,+]*)");
  private static final Pattern NOT_IN_NAMES = Pattern.compile("[^A-Za-z0-9._-]");
  private static final String NAMELESS = "certificate";
  private static final int LONGEST = 64;

  private Certificates() {}

  /** The owner of the certificate that a client has shown; empty if it showed none. */
  public static Optional<PrincipalName> owner(@Nullable SSLSession session) {
    if (session == null) {
      return Optional.empty();
    }
    try {
      Certificate[] shown = session.getPeerCertificates();
      return shown.length > 0 && shown[0] instanceof X509Certificate certificate
          ? Optional.of(name(certificate))
          : Optional.empty();
    } catch (SSLPeerUnverifiedException e) {
      return Optional.empty();
    }
  }

  /** Its common name, as far as it is one that can stand in logs and messages. */
  private static PrincipalName name(X509Certificate certificate) {
    Matcher name =
        COMMON_NAME.matcher(certificate.getSubjectX500Principal().getName(X500Principal.RFC2253));
    String text = name.find() ? String.valueOf(name.group(1)) : "";
    String clean = NOT_IN_NAMES.matcher(text).replaceAll("_");
    String first = clean.isEmpty() || !isFirst(clean.charAt(0)) ? NAMELESS + clean : clean;
    return new PrincipalName(first.substring(0, Math.min(LONGEST, first.length())));
  }

  private static boolean isFirst(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }
}
