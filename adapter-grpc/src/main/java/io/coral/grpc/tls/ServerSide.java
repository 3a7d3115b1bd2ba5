package io.coral.grpc.tls;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.failure.QueryFailure.BadArgument;
import io.coral.grpc.files.Refreshed;
import io.coral.ports.PemIdentity;
import io.coral.ports.ServerTls;
import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** How a server shows who it is, and learns who comes. */
public final class ServerSide {
  private final RefreshedKeys keys;
  private final Optional<RefreshedTrust> clients;

  private ServerSide(RefreshedKeys keys, Optional<RefreshedTrust> clients) {
    this.keys = keys;
    this.clients = clients;
  }

  /** Reads the files, or says what is wrong with them. */
  public static Either<QueryFailure, ServerSide> open(ServerTls tls) {
    PemIdentity files = tls.identity();
    Either<String, RefreshedKeys> keys =
        Refreshed.of(List.of(files.certificate(), files.key()), () -> Identity.read(files))
            .map(RefreshedKeys::new);
    Either<String, Optional<RefreshedTrust>> clients =
        tls.clientAuthorities()
            .map(file -> trust(file).map(Optional::of))
            .orElseGet(() -> Either.right(Optional.empty()));
    return keys.flatMap(own -> clients.map(trust -> new ServerSide(own, trust)))
        .mapLeft(problem -> new BadArgument("TLS", problem, ""));
  }

  private static Either<String, RefreshedTrust> trust(Path file) {
    return Refreshed.<X509ExtendedTrustManager>of(List.of(file), () -> Authorities.read(file))
        .map(RefreshedTrust::new);
  }

  /** Whether clients need a certificate. */
  public boolean demandsCertificates() {
    return clients.isPresent();
  }

  /**
   * For a server over gRPC.
   *
   * @param letsOthersIn whether a client without a certificate gets as far as its calls, which must
   *     then show something else
   */
  public SslContext forGrpc(boolean letsOthersIn) {
    SslContextBuilder builder =
        GrpcSslContexts.configure(SslContextBuilder.forServer(keys), SslProvider.JDK)
            .protocols(TlsRules.PROTOCOLS)
            .sessionTimeout(TlsRules.SESSION_SECONDS);
    clients.ifPresent(
        trust ->
            builder
                .trustManager(trust)
                .clientAuth(letsOthersIn ? ClientAuth.OPTIONAL : ClientAuth.REQUIRE));
    try {
      return builder.build();
    } catch (SSLException e) {
      throw new IllegalStateException("every Java runtime has the TLS of HTTP/2", e);
    }
  }

  /** For a server over HTTP/1.1, each of whose connections is made ready by {@link #prepare}. */
  public SSLContext forHttp() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          new KeyManager[] {keys},
          clients.map(trust -> new TrustManager[] {trust}).orElseGet(() -> new TrustManager[0]),
          null);
      context.getServerSessionContext().setSessionTimeout(TlsRules.SESSION_SECONDS);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has TLS", e);
    }
  }

  /** Sets what a context cannot hold. */
  public void prepare(SSLEngine connection) {
    connection.setEnabledProtocols(TlsRules.protocols());
    connection.setNeedClientAuth(demandsCertificates());
  }
}
