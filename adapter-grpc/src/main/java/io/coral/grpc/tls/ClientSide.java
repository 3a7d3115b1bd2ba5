package io.coral.grpc.tls;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.failure.QueryFailure.BadArgument;
import io.coral.grpc.files.FileTexts;
import io.coral.grpc.files.Refreshed;
import io.coral.ports.ClientTls;
import io.coral.ports.PemIdentity;
import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** How a client learns whom it speaks to, and shows who it is. */
public final class ClientSide {
  private final X509ExtendedTrustManager servers;
  private final Optional<RefreshedKeys> keys;

  private ClientSide(X509ExtendedTrustManager servers, Optional<RefreshedKeys> keys) {
    this.servers = servers;
    this.keys = keys;
  }

  /** Reads the files, or says what is wrong with them. */
  public static Either<QueryFailure, ClientSide> open(ClientTls tls) {
    Either<String, X509ExtendedTrustManager> servers =
        tls.authorities()
            .map(ClientSide::authorities)
            .orElseGet(() -> Either.right(Authorities.ofJava()));
    Either<String, Optional<RefreshedKeys>> keys =
        tls.identity()
            .map(files -> keys(files).map(Optional::of))
            .orElseGet(() -> Either.right(Optional.empty()));
    return servers
        .flatMap(trust -> keys.map(own -> new ClientSide(trust, own)))
        .mapLeft(problem -> new BadArgument("TLS", problem, ""));
  }

  private static Either<String, X509ExtendedTrustManager> authorities(Path file) {
    try {
      return Authorities.read(file);
    } catch (IOException e) {
      return Either.left(FileTexts.problem(e));
    }
  }

  private static Either<String, RefreshedKeys> keys(PemIdentity files) {
    return Refreshed.of(List.of(files.certificate(), files.key()), () -> Identity.read(files))
        .map(RefreshedKeys::new);
  }

  /** For a channel of gRPC, which checks the server's name itself. */
  public SslContext forGrpc() {
    SslContextBuilder builder =
        GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK)
            .protocols(TlsRules.PROTOCOLS)
            .trustManager(servers);
    keys.ifPresent(builder::keyManager);
    try {
      return builder.build();
    } catch (SSLException e) {
      throw new IllegalStateException("every Java runtime has the TLS of HTTP/2", e);
    }
  }

  /** For sockets, whose user must see to it that the server's name is checked. */
  SSLContext forSockets() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          keys.map(own -> new KeyManager[] {own}).orElseGet(() -> new KeyManager[0]),
          new TrustManager[] {servers},
          null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has TLS", e);
    }
  }
}
