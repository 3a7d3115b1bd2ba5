package io.coral.grpc.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.coral.domain.access.Scope;
import io.coral.domain.access.Token;
import io.coral.domain.failure.QueryFailure.Unavailable;
import io.coral.domain.query.ListServices;
import io.coral.grpc.SampleAnswers;
import io.coral.grpc.ScriptedColony;
import io.coral.grpc.access.Credentials;
import io.coral.grpc.client.GrpcColonyClients;
import io.coral.grpc.server.GrpcQueryServers;
import io.coral.ports.ClientTls;
import io.coral.ports.ColonyEndpoint;
import io.coral.ports.ColonyRelays.Relay;
import io.coral.ports.Door;
import io.coral.ports.PemIdentity;
import io.coral.ports.QueryServers.QueryServer;
import io.coral.ports.ServerTls;
import io.coral.ports.certificates.CertificateAuthority;
import io.vavr.control.Either;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsRelayTest {
  @TempDir private Path folder;
  private CertificateAuthority authority;
  private Token token;
  private QueryServer server;

  @BeforeEach
  void serve() {
    authority = new CertificateAuthority("ours", folder);
    var signed = authority.sign("colony");
    var credentials = new Credentials(folder);
    token = credentials.of("ci", Scope.QUERY, Scope.SQL);
    var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var tls =
        new ServerTls(
            new PemIdentity(signed.certificate(), signed.key()),
            Optional.of(authority.certificate()));
    server =
        new GrpcQueryServers()
            .start(
                new ScriptedColony((intent, bounds) -> Either.right(SampleAnswers.to(intent))),
                new Door(anyPort, Optional.of(tls), credentials.admission()))
            .get();
  }

  @AfterEach
  void end() {
    server.close();
  }

  private ColonyEndpoint endpoint(Optional<PemIdentity> identity) {
    return new ColonyEndpoint(
        server.address(),
        Optional.of(new ClientTls(Optional.of(authority.certificate()), identity)),
        Optional.of(token));
  }

  private PemIdentity member() {
    var signed = authority.sign("member");
    return new PemIdentity(signed.certificate(), signed.key());
  }

  private Token runToken() {
    try (var member = new GrpcColonyClients().connect(endpoint(Optional.of(member()))).get()) {
      return member.issueRunToken(Duration.ofMinutes(1)).get().orElseThrow().token();
    }
  }

  private static boolean isAnswered(Relay relay, Token token) {
    try (var script =
        new GrpcColonyClients()
            .connect(new ColonyEndpoint(relay.address(), Optional.of(token)))
            .get()) {
      return script.queries().listServices(ListServices.all()).isRight();
    }
  }

  @Test
  void relay_plainClientWithRunToken_isAnsweredOverTls() {
    Token run = runToken();
    try (Relay relay = new TlsRelays().open(endpoint(Optional.of(member()))).get()) {
      assertThat(relay.address().getAddress().isLoopbackAddress()).isTrue();
      assertThat(isAnswered(relay, run)).isTrue();
      assertThat(isAnswered(relay, run)).as("on another connection").isTrue();
    }
  }

  @Test
  void relay_lendsNobodyTheCertificateOrTheTokenOfItsMaker() {
    try (Relay relay = new TlsRelays().open(endpoint(Optional.of(member()))).get()) {
      assertThat(isAnswered(relay, token)).isFalse();
      assertThat(isAnswered(relay, Token.ofRandom(new byte[32]))).isFalse();
    }
  }

  @Test
  void relay_manyAtOnce_areAnswered() throws Exception {
    Token run = runToken();
    try (Relay relay = new TlsRelays().open(endpoint(Optional.empty())).get();
        var threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        all.add(() -> isAnswered(relay, run));
      }
      for (var answered : threads.invokeAll(all)) {
        assertThat(answered.get()).isTrue();
      }
    }
  }

  @Test
  void open_colonySignedByOthers_saysSo() {
    var stranger = new CertificateAuthority("stranger", folder);
    var endpoint =
        new ColonyEndpoint(
            server.address(),
            Optional.of(new ClientTls(Optional.of(stranger.certificate()), Optional.empty())),
            Optional.empty());

    assertThat(new TlsRelays().open(endpoint).getLeft())
        .isInstanceOfSatisfying(
            Unavailable.class, failure -> assertThat(failure.hint()).contains("--ca"));
  }

  @Test
  void open_nobodyThere_isUnavailable() {
    ColonyEndpoint gone = endpoint(Optional.empty());
    server.close();

    assertThat(new TlsRelays().open(gone).getLeft()).isInstanceOf(Unavailable.class);
  }

  @Test
  void open_plainText_isABug() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TlsRelays().open(ColonyEndpoint.plain(server.address())));
  }

  @Test
  void close_endsItsConnectionsAndListensNoMore() throws IOException {
    Relay relay = new TlsRelays().open(endpoint(Optional.empty())).get();
    InetSocketAddress address = relay.address();
    try (var open = new Socket(address.getAddress(), address.getPort())) {
      open.setSoTimeout(20_000);
      open.getOutputStream()
          .write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(open.getInputStream().read()).as("the colony's settings").isZero();

      relay.close();

      assertThat(ends(open)).isTrue();
    }
    assertThat(isRefused(address)).isTrue();
  }

  private static boolean ends(Socket socket) {
    try {
      while (socket.getInputStream().read() >= 0) {}
      return true;
    } catch (IOException e) {
      return true; // closed without ceremony
    }
  }

  private static boolean isRefused(InetSocketAddress address) {
    try {
      new Socket(address.getAddress(), address.getPort()).close();
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
