package io.coral.grpc.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.ErrorRate;
import io.coral.domain.query.GetErrorRate;
import io.coral.domain.query.ListServices;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.value.ServiceSelector;
import io.coral.grpc.RemoteColony;
import io.coral.grpc.SampleAnswers;
import io.coral.grpc.ScriptedColony;
import io.coral.grpc.v1.GetErrorRateRequest;
import io.coral.grpc.v1.GetErrorRateResponse;
import io.coral.grpc.v1.QueryServiceGrpc;
import io.coral.ports.CallBounds;
import io.coral.ports.ColonyClients;
import io.coral.ports.ColonyEndpoint;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.vavr.control.Either;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a client says of addresses where no colony answers, or something else does. */
@Timeout(60)
public abstract class ColonyClientsContract {
  private static final GetErrorRate QUESTION =
      new GetErrorRate(ServiceSelector.of("payments"), QueryWindow.LAST_HOUR);

  private final ColonyClients clients;

  protected ColonyClientsContract(ColonyClients clients) {
    this.clients = clients;
  }

  @Test
  void connect_nobodyListens_isUnavailableWithAHint() throws IOException {
    int port = unusedPort();

    QueryFailure failure = askAt(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));

    assertThat(failure).isInstanceOf(QueryFailure.Unavailable.class);
    assertThat(failure.message()).contains("localhost:" + port);
    assertThat(failure.hint()).contains("coral colony start --db FILE");
  }

  @Test
  void connect_unresolvedName_isResolved() {
    try (var colony = RemoteColony.of(answering(), Optional.empty(), clients)) {
      var byName =
          InetSocketAddress.createUnresolved("localhost", colony.server().address().getPort());
      try (var client = clients.connect(ColonyEndpoint.plain(byName)).get()) {
        assertThat(client.queries().listServices(ListServices.all()).isRight()).isTrue();
      }
    }
  }

  @Test
  void connect_unknownName_isUnavailable() {
    QueryFailure failure = askAt(InetSocketAddress.createUnresolved("no-such-host.invalid", 9090));

    assertThat(failure).isInstanceOf(QueryFailure.Unavailable.class);
  }

  @Test
  void ask_serverOfAnotherProtocol_isUnavailable() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var served = CompletableFuture.runAsync(() -> answerInHttp1(socket));

      QueryFailure failure = askAt((InetSocketAddress) socket.getLocalSocketAddress());

      assertThat(failure).isInstanceOf(QueryFailure.Unavailable.class);
      assertThat(served).succeedsWithin(Duration.ofSeconds(10));
    }
  }

  @Test
  void ask_grpcServerWithoutTheService_isUnavailable() throws Exception {
    withServer(
        null, address -> assertThat(askAt(address)).isInstanceOf(QueryFailure.Unavailable.class));
  }

  @Test
  void ask_answerThatNoColonyGives_isUnavailable() throws Exception {
    withServer(
        replying(GetErrorRateResponse.newBuilder().setErrorCount(2).setTotalCount(1).build()),
        address -> assertThat(askAt(address)).isInstanceOf(QueryFailure.Unavailable.class));
  }

  @Test
  void ask_failureOfUnknownOrigin_isUnavailable() throws Exception {
    withServer(
        failing(Status.INTERNAL.withDescription("a proxy's own page")),
        address -> assertThat(askAt(address)).isInstanceOf(QueryFailure.Unavailable.class));
  }

  @Test
  void ask_deniedByAGateway_isAccessDenied() throws Exception {
    withServer(
        failing(Status.PERMISSION_DENIED),
        address -> assertThat(askAt(address)).isInstanceOf(QueryFailure.AccessDenied.class));
  }

  @Test
  void ask_colonyHasEnded_isUnavailable() {
    RemoteColony first = RemoteColony.of(answering(), Optional.empty(), clients);
    assertThat(first.queries().getErrorRate(QUESTION).isRight()).isTrue();

    first.server().close();

    assertThat(first.queries().getErrorRate(QUESTION).getLeft())
        .isInstanceOf(QueryFailure.Unavailable.class);
    first.client().close();
  }

  @Test
  void ask_afterClose_isAFailureAndNoHang() {
    RemoteColony colony = RemoteColony.of(answering(), Optional.empty(), clients);
    var queries = colony.queries();
    colony.close();

    assertThat(queries.getErrorRate(QUESTION).isLeft()).isTrue();
  }

  private QueryFailure askAt(InetSocketAddress address) {
    try (var client = clients.connect(ColonyEndpoint.plain(address)).get()) {
      Either<QueryFailure, ErrorRate> reply =
          client
              .queries()
              .within(CallBounds.timeout(Duration.ofSeconds(20)))
              .getErrorRate(QUESTION);
      return reply.getLeft();
    }
  }

  private static ScriptedColony answering() {
    return new ScriptedColony((intent, bounds) -> Either.right(SampleAnswers.to(intent)));
  }

  private static int unusedPort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void answerInHttp1(ServerSocket socket) {
    try (var connection = socket.accept()) {
      connection
          .getOutputStream()
          .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      connection.getOutputStream().flush();
      connection.shutdownOutput();
      connection.getInputStream().readAllBytes();
    } catch (IOException e) {
      // The client hangs up once it sees that this is not HTTP/2.
      return;
    }
  }

  private static BindableService replying(GetErrorRateResponse response) {
    return new QueryServiceGrpc.QueryServiceImplBase() {
      @Override
      public void getErrorRate(
          GetErrorRateRequest request, StreamObserver<GetErrorRateResponse> reply) {
        reply.onNext(response);
        reply.onCompleted();
      }
    };
  }

  private static BindableService failing(Status status) {
    return new QueryServiceGrpc.QueryServiceImplBase() {
      @Override
      public void getErrorRate(
          GetErrorRateRequest request, StreamObserver<GetErrorRateResponse> reply) {
        reply.onError(status.asRuntimeException());
      }
    };
  }

  private static void withServer(BindableService service, Consumer<InetSocketAddress> test)
      throws Exception {
    var builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    if (service != null) {
      builder.addService(service);
    }
    Server server = builder.build().start();
    try {
      test.accept((InetSocketAddress) server.getListenSockets().get(0));
    } finally {
      server.shutdownNow().awaitTermination();
    }
  }
}
