package io.coral.grpc.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.coral.ports.Admission;
import io.coral.ports.Door;
import io.coral.ports.PemIdentity;
import io.coral.ports.ServerTls;
import io.coral.ports.TelemetryServers.Protocol;
import io.coral.ports.TelemetryServers.TelemetryServer;
import io.coral.ports.certificates.CertificateAuthority;
import io.coral.ports.certificates.CertificateAuthority.Signed;
import io.coral.ports.contract.InMemoryColony;
import io.grpc.ChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.NettyChannelBuilder;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both protocols of OTLP over TLS, with clients that are not ours. */
class IngestTlsTest {
  @TempDir private Path folder;
  private final InMemoryColony colony =
      new InMemoryColony(InstantSource.fixed(Instant.parse("2026-03-01T12:00:30Z")));
  private CertificateAuthority ours;
  private TelemetryServer server;

  @BeforeEach
  void makeAuthority() {
    ours = new CertificateAuthority("ours", folder);
  }

  @AfterEach
  void end() {
    server.close();
  }

  private void serve(Protocol protocol, boolean mutual) {
    Signed signed = ours.sign("colony");
    var tls =
        new ServerTls(
            new PemIdentity(signed.certificate(), signed.key()),
            mutual ? Optional.of(ours.certificate()) : Optional.empty());
    var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server =
        new OtlpServers()
            .start(
                protocol,
                colony.intake(),
                new Door(anyPort, Optional.of(tls), new Admission.Everybody()))
            .get();
  }

  private ExportTraceServiceResponse export(Optional<Signed> shown) throws IOException {
    TlsChannelCredentials.Builder credentials =
        TlsChannelCredentials.newBuilder().trustManager(ours.certificate().toFile());
    if (shown.isPresent()) {
      credentials.keyManager(shown.get().certificate().toFile(), shown.get().key().toFile());
    }
    ChannelCredentials built = credentials.build();
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("localhost", server.address().getPort(), built).build();
    try {
      return TraceServiceGrpc.newBlockingStub(channel).export(Requests.traces(Requests.span(1)));
    } finally {
      channel.shutdownNow();
    }
  }

  private int post(Optional<Signed> shown) throws IOException {
    try (var socket = TlsSockets.connect(server.address(), ours, shown)) {
      byte[] body = Requests.traces(Requests.span(1)).toByteArray();
      socket
          .getOutputStream()
          .write(
              ("POST /v1/traces HTTP/1.1\r\nHost: localhost\r\n"
                      + "Content-Type: application/x-protobuf\r\nContent-Length: "
                      + body.length
                      + "\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(body);
      String line = Sockets.firstLine(socket);
      return line.isEmpty() ? 0 : Integer.parseInt(line.split(" ", -1)[1]);
    }
  }

  @Test
  void grpc_overTls_isTaken() throws IOException {
    serve(Protocol.GRPC, false);

    assertThat(export(Optional.empty())).isEqualTo(ExportTraceServiceResponse.getDefaultInstance());
  }

  @Test
  void grpc_mutual_takesFromThoseWithACertificateOnly() throws IOException {
    serve(Protocol.GRPC, true);

    assertThat(export(Optional.of(ours.sign("checkout"))))
        .isEqualTo(ExportTraceServiceResponse.getDefaultInstance());
    var stranger = new CertificateAuthority("theirs", folder).sign("stranger");
    for (Optional<Signed> shown : List.of(Optional.<Signed>empty(), Optional.of(stranger))) {
      assertThat(
              catchThrowableOfType(StatusRuntimeException.class, () -> export(shown))
                  .getStatus()
                  .getCode())
          .isEqualTo(Status.Code.UNAVAILABLE);
    }
    assertThat(colony.intake().counts().requests()).isEqualTo(1);
  }

  @Test
  void http_overTls_isTaken() throws IOException {
    serve(Protocol.HTTP, false);

    assertThat(post(Optional.empty())).isEqualTo(200);
  }

  @Test
  void http_mutual_takesFromThoseWithACertificateOnly() throws IOException {
    serve(Protocol.HTTP, true);

    assertThat(post(Optional.of(ours.sign("checkout")))).isEqualTo(200);
    var stranger = new CertificateAuthority("theirs", folder).sign("stranger");
    for (Optional<Signed> shown : List.of(Optional.<Signed>empty(), Optional.of(stranger))) {
      assertThat(catchThrowableOfType(IOException.class, () -> post(shown))).isNotNull();
    }
    assertThat(colony.intake().counts().requests()).isEqualTo(1);
  }
}
