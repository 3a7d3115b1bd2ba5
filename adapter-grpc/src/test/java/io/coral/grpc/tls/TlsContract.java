package io.coral.grpc.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.access.Scope;
import io.coral.domain.access.Token;
import io.coral.domain.failure.QueryFailure;
import io.coral.domain.failure.QueryFailure.AccessDenied;
import io.coral.domain.failure.QueryFailure.Unavailable;
import io.coral.domain.query.ListServices;
import io.coral.domain.query.ServiceList;
import io.coral.grpc.SampleAnswers;
import io.coral.grpc.ScriptedColony;
import io.coral.grpc.access.Credentials;
import io.coral.grpc.files.Refreshed;
import io.coral.grpc.server.GrpcQueryServers;
import io.coral.ports.Admission;
import io.coral.ports.ClientTls;
import io.coral.ports.ColonyClients;
import io.coral.ports.ColonyEndpoint;
import io.coral.ports.Door;
import io.coral.ports.PemIdentity;
import io.coral.ports.QueryServers.QueryServer;
import io.coral.ports.ServerTls;
import io.coral.ports.certificates.CertificateAuthority;
import io.coral.ports.certificates.CertificateAuthority.Signed;
import io.vavr.control.Either;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The query port over TLS, with real certificates. */
abstract class TlsContract {
  private final ColonyClients clients;

  @TempDir private Path folder;
  private CertificateAuthority ours;
  private CertificateAuthority theirs;
  private Signed colony;
  private QueryServer server;

  TlsContract(ColonyClients clients) {
    this.clients = clients;
  }

  @BeforeEach
  void makeAuthorities() {
    ours = new CertificateAuthority("ours", folder);
    theirs = new CertificateAuthority("theirs", folder);
    colony = ours.sign("colony");
  }

  @AfterEach
  void end() {
    if (server != null) {
      server.close();
    }
  }

  private static PemIdentity pem(Signed signed) {
    return new PemIdentity(signed.certificate(), signed.key());
  }

  private void serve(Signed identity, Optional<CertificateAuthority> clients, Admission admission) {
    var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var tls = new ServerTls(pem(identity), clients.map(CertificateAuthority::certificate));
    server =
        new GrpcQueryServers()
            .start(
                new ScriptedColony((intent, bounds) -> Either.right(SampleAnswers.to(intent))),
                new Door(anyPort, Optional.of(tls), admission))
            .get();
  }

  private void serve(Optional<CertificateAuthority> clients) {
    serve(colony, clients, new Admission.Everybody());
  }

  private ColonyEndpoint endpoint(
      String host, CertificateAuthority trusted, Optional<Signed> shown, Optional<Token> token) {
    return new ColonyEndpoint(
        InetSocketAddress.createUnresolved(host, server.address().getPort()),
        Optional.of(new ClientTls(Optional.of(trusted.certificate()), shown.map(TlsContract::pem))),
        token);
  }

  private ColonyEndpoint endpoint(Optional<Signed> shown, Optional<Token> token) {
    return endpoint("localhost", ours, shown, token);
  }

  private Either<QueryFailure, ServiceList> ask(ColonyEndpoint endpoint) {
    try (var client = clients.connect(endpoint).get()) {
      return client.queries().listServices(ListServices.all());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1"})
  void ask_trustedColony_isAnswered(String host) {
    serve(Optional.empty());

    assertThat(ask(endpoint(host, ours, Optional.empty(), Optional.empty())).isRight()).isTrue();
  }

  @Test
  void ask_colonySignedByOthers_isNotReached() {
    serve(Optional.empty());

    assertThat(ask(endpoint("localhost", theirs, Optional.empty(), Optional.empty())).getLeft())
        .isInstanceOfSatisfying(
            Unavailable.class,
            failure -> {
              assertThat(failure.message()).contains("is not signed by anybody trusted");
              assertThat(failure.hint()).contains("--ca");
            });
  }

  @Test
  void ask_colonyWhoseCertificateNamesAnother_isNotReached() {
    serve(
        ours.sign("other", List.of("colony.example"), List.of(), soon()),
        Optional.empty(),
        new Admission.Everybody());

    assertThat(ask(endpoint(Optional.empty(), Optional.empty())).getLeft())
        .isInstanceOfSatisfying(
            Unavailable.class,
            failure -> assertThat(failure.message()).contains("is not good: No "));
  }

  @Test
  void ask_colonyWhoseCertificateIsOutOfDate_isNotReached() {
    serve(
        ours.sign("old", List.of("localhost"), List.of(), Instant.now().minus(Duration.ofDays(1))),
        Optional.empty(),
        new Admission.Everybody());

    assertThat(ask(endpoint(Optional.empty(), Optional.empty())).getLeft())
        .isInstanceOfSatisfying(
            Unavailable.class, failure -> assertThat(failure.message()).contains("is not good"));
  }

  @Test
  void ask_inPlainText_isNotAnswered() {
    serve(Optional.empty());

    assertThat(ask(ColonyEndpoint.plain(server.address())).getLeft())
        .isInstanceOf(Unavailable.class);
  }

  @Test
  void ask_mutual_clientWithCertificate_isAnswered() {
    serve(Optional.of(ours));

    assertThat(ask(endpoint(Optional.of(ours.sign("ci")), Optional.empty())).isRight()).isTrue();
  }

  @Test
  void ask_mutual_clientWithout_isUnknown() {
    serve(Optional.of(ours));

    assertThat(ask(endpoint(Optional.empty(), Optional.empty())).getLeft())
        .isInstanceOfSatisfying(
            AccessDenied.class,
            denied -> {
              assertThat(denied.kind()).isEqualTo(AccessDenied.Kind.UNAUTHENTICATED);
              assertThat(denied.message()).contains("client certificate");
            });
  }

  @Test
  void ask_mutual_clientOfAnotherAuthority_isUnknown() {
    serve(Optional.of(ours));

    var failure = ask(endpoint(Optional.of(theirs.sign("stranger")), Optional.empty())).getLeft();

    // Whoever shows what is not good is sent away in the handshake, or treated as if it had none.
    assertThat(failure).isInstanceOf(AccessDenied.class);
  }

  @Test
  void ask_mutualWithTokens_wantsBoth() {
    var credentials = new Credentials(folder);
    Token token = credentials.of("ci", Scope.QUERY);
    serve(colony, Optional.of(ours), credentials.admission());
    Optional<Signed> shown = Optional.of(ours.sign("ci"));

    assertThat(ask(endpoint(shown, Optional.of(token))).isRight()).isTrue();
    assertThat(ask(endpoint(shown, Optional.empty())).getLeft()).isInstanceOf(AccessDenied.class);
    assertThat(ask(endpoint(Optional.empty(), Optional.of(token))).getLeft())
        .isInstanceOf(AccessDenied.class);
  }

  @Test
  void ask_mutual_scriptWithRunToken_needsNoCertificate() {
    serve(Optional.of(ours));
    Token run;
    try (var member =
        clients.connect(endpoint(Optional.of(ours.sign("ci")), Optional.empty())).get()) {
      run = member.issueRunToken(Duration.ofMinutes(1)).get().orElseThrow().token();
    }

    assertThat(ask(endpoint(Optional.empty(), Optional.of(run))).isRight()).isTrue();
  }

  @Test
  void ask_afterTheCertificateWasReplaced_seesTheNewOne() throws IOException {
    serve(Optional.empty());
    assertThat(ask(endpoint(Optional.empty(), Optional.empty())).isRight()).isTrue();

    Signed next = theirs.sign("next");
    Files.move(next.certificate(), colony.certificate(), StandardCopyOption.REPLACE_EXISTING);
    Files.move(next.key(), colony.key(), StandardCopyOption.REPLACE_EXISTING);

    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    ColonyEndpoint trustingTheirs =
        endpoint("localhost", theirs, Optional.empty(), Optional.empty());
    while (ask(trustingTheirs).isLeft()) {
      assertThat(System.nanoTime()).as("the new certificate is shown in time").isLessThan(end);
    }
  }

  @Test
  void ask_afterTheKeyWasReplacedAlone_stillSeesTheOldOne() throws IOException {
    serve(Optional.empty());

    Files.move(theirs.sign("next").key(), colony.key(), StandardCopyOption.REPLACE_EXISTING);

    long end = System.nanoTime() + 2 * Refreshed.PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      assertThat(ask(endpoint(Optional.empty(), Optional.empty())).isRight()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void handshake_tls10And11_areRefusedByTheServer(int minor) throws Exception {
    serve(Optional.empty());
    var hello = ByteBuffer.allocate(5 + 4 + 43);
    hello.put((byte) 22).put((byte) 3).put((byte) 1).putShort((short) 47); // a record
    hello.put((byte) 1).put((byte) 0).putShort((short) 43); // a greeting
    hello.put((byte) 3).put((byte) minor).put(new byte[32]).put((byte) 0);
    hello.putShort((short) 4).putShort((short) 0xc013).putShort((short) 0x002f); // of those days
    hello.put((byte) 1).put((byte) 0);

    try (var socket = new Socket(server.address().getAddress(), server.address().getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(hello.array());

      byte[] alert = socket.getInputStream().readNBytes(7);

      assertThat(alert[0]).as("an alert").isEqualTo((byte) 21);
      assertThat(alert[6]).as("protocol version").isEqualTo((byte) 70);
    }
  }

  @Test
  void handshake_tls13_isSpokenWhereBothKnowIt() throws Exception {
    serve(Optional.empty());

    try (SSLSocket socket = socket(ours)) {
      socket.startHandshake();

      assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
    }
  }

  private SSLSocket socket(CertificateAuthority trusted)
      throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {Authorities.read(trusted.certificate()).get()}, null);
    var plain = new Socket(server.address().getAddress(), server.address().getPort());
    plain.setSoTimeout(20_000);
    var socket = (SSLSocket) context.getSocketFactory().createSocket(plain, "localhost", 0, true);
    var parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    socket.setSSLParameters(parameters);
    return socket;
  }

  private static Instant soon() {
    return Instant.now().plus(Duration.ofDays(1));
  }
}
