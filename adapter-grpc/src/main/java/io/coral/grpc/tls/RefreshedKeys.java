package io.coral.grpc.tls;

import io.coral.grpc.files.Refreshed;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Shows the identity of the moment. A handshake chooses first and asks for the certificate and the
 * key later, so that the one before is kept for those that had chosen it.
 */
final class RefreshedKeys extends X509ExtendedKeyManager {
  private final Refreshed<Identity> identities;
  private Identity current;
  private Identity before;

  RefreshedKeys(Refreshed<Identity> identities) {
    this.identities = identities;
    this.current = identities.current();
    this.before = current;
  }

  private synchronized Identity current() {
    Identity now = identities.current();
    if (!now.equals(current)) {
      before = current;
      current = now;
    }
    return current;
  }

  private synchronized @Nullable Identity of(String alias) {
    if (current.alias().equals(alias)) {
      return current;
    }
    return before.alias().equals(alias) ? before : null;
  }

  private @Nullable String chosen(String... keyTypes) {
    Identity now = current();
    return Arrays.asList(keyTypes).contains(now.key().getAlgorithm()) ? now.alias() : null;
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
    return chosen(keyType);
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, Socket socket) {
    return chosen(keyType);
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, SSLEngine engine) {
    return chosen(keyTypes);
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, Socket socket) {
    return chosen(keyTypes);
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return aliases(keyType);
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return aliases(keyType);
  }

  private String @Nullable [] aliases(String keyType) {
    String alias = chosen(keyType);
    return alias == null ? null : new String[] {alias};
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    Identity identity = of(alias);
    return identity == null ? null : identity.chainArray();
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    Identity identity = of(alias);
    return identity == null ? null : identity.key();
  }
}
