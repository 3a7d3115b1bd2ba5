package io.coral.grpc.tls;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.failure.QueryFailure.AccessDenied;
import io.coral.domain.failure.QueryFailure.Unavailable;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What a connection over TLS failed for, in words that say what to do. */
public final class TlsFailures {
  /** More links than a chain of causes has that was not made in order to have no end. */
  private static final int DEEPEST = 16;

  private TlsFailures() {}

  /**
   * The failure behind an exception.
   *
   * @param colony as people write its address
   * @return empty if it was not TLS that failed
   */
  public static Optional<QueryFailure> of(@Nullable Throwable thrown, String colony) {
    Optional<QueryFailure> found = Optional.empty();
    Throwable cause = thrown;
    for (int i = 0; cause != null && i < DEEPEST; i++) {
      Optional<QueryFailure> closer = ofOne(cause, colony);
      found = closer.isPresent() ? closer : found; // the deepest cause knows best
      cause = cause.getCause();
    }
    return found;
  }

  private static Optional<QueryFailure> ofOne(Throwable cause, String colony) {
    return Optional.ofNullable(
        switch (cause) {
          case CertPathBuilderException unknown ->
              new Unavailable(
                  "the certificate of " + colony + " is not signed by anybody trusted",
                  "name who signed it with --ca");
          case CertificateException unfit ->
              new Unavailable(
                  "the certificate of " + colony + " is not good: " + unfit.getMessage(),
                  "ask for the colony by a name in its certificate, and see that it is not out of"
                      + " date");
          case SSLException alert when isAboutOurs(String.valueOf(alert.getMessage())) ->
              new AccessDenied(
                  AccessDenied.Kind.UNAUTHENTICATED,
                  colony + " takes no calls without a client certificate that it knows",
                  "show one with --cert and --key");
          case SSLException other ->
              new Unavailable(
                  colony + " does not speak TLS as expected",
                  "is it one in plain text? then write its address without https://");
          default -> null;
        });
  }

  /** By the names that TLS gives to alerts; there is no other way to tell them. */
  private static boolean isAboutOurs(String message) {
    return message.contains("alert")
        && (message.contains("certificate_required")
            || message.contains("bad_certificate")
            || message.contains("certificate_unknown")
            || message.contains("unknown_ca")
            || message.contains("certificate_expired"));
  }
}
