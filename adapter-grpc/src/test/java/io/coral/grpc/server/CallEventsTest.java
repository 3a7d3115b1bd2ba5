package io.coral.grpc.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.coral.domain.access.Scope;
import io.coral.domain.access.Token;
import io.coral.domain.query.ListServices;
import io.coral.grpc.access.Bearer;
import io.coral.grpc.access.Credentials;
import io.coral.grpc.v1.ExecuteQueryRequest;
import io.coral.grpc.v1.ListServicesRequest;
import io.coral.grpc.v1.QueryServiceGrpc;
import io.coral.ports.ColonyEvent;
import io.coral.ports.Denial;
import io.coral.ports.Door;
import io.coral.ports.Entrance;
import io.coral.ports.QueryServers.QueryServer;
import io.coral.ports.contract.InMemoryColony;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What those hear who listen to a server. */
class CallEventsTest {
  @TempDir private Path folder;
  private final LinkedBlockingQueue<ColonyEvent> heard = new LinkedBlockingQueue<>();
  private Token asker;
  private QueryServer server;
  private ManagedChannel channel;

  @BeforeEach
  void serve() {
    var credentials = new Credentials(folder);
    asker = credentials.of("dashboard", Scope.QUERY);
    var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server =
        new GrpcQueryServers()
            .start(
                new InMemoryColony(InstantSource.fixed(Instant.EPOCH)),
                new Door(anyPort, credentials.admission()),
                heard::add)
            .get();
    channel = NettyChannelBuilder.forAddress(server.address()).usePlaintext().build();
  }

  @AfterEach
  void end() {
    channel.shutdownNow();
    server.close();
  }

  private ColonyEvent next() throws InterruptedException {
    ColonyEvent event = heard.poll(60, TimeUnit.SECONDS);
    assertThat(event).isNotNull();
    return event;
  }

  private void expectEnd(String method, String code) throws InterruptedException {
    var end = (ColonyEvent.CallEnded) next();
    assertThat(end.entrance()).isEqualTo(Entrance.QUERY);
    assertThat(end.method()).isEqualTo(method);
    assertThat(end.code()).isEqualTo(code);
    assertThat(end.took()).isPositive();
  }

  private static ColonyEvent denied(Denial denial) {
    return new ColonyEvent.CallDenied(Entrance.QUERY, denial, "127.0.0.1", Optional.empty());
  }

  private StatusRuntimeException failure(Runnable call) {
    return catchThrowableOfType(StatusRuntimeException.class, call::run);
  }

  @Test
  void call_answered_isHeardFromItsBeginningToItsEnd() throws InterruptedException {
    QueryServiceGrpc.newBlockingStub(Bearer.of(asker, channel))
        .listServices(ListServicesRequest.getDefaultInstance());

    assertThat(next()).isEqualTo(new ColonyEvent.CallBegun(Entrance.QUERY));
    var question = (ColonyEvent.QuestionEnded) next();
    assertThat(question.asked()).isInstanceOf(ListServices.class);
    assertThat(question.caller().label()).isEqualTo("member:dashboard");
    assertThat(question.waited()).isPositive();
    assertThat(question.worked()).isPositive();
    assertThat(question.failure()).isEmpty();
    expectEnd("coral.colony.v1.QueryService/ListServices", "OK");
  }

  @Test
  void call_turnedAway_isHeardWithItsReason() throws InterruptedException {
    failure(
        () ->
            QueryServiceGrpc.newBlockingStub(channel)
                .listServices(ListServicesRequest.getDefaultInstance()));

    assertThat(next()).isEqualTo(new ColonyEvent.CallBegun(Entrance.QUERY));
    assertThat(next()).isEqualTo(denied(Denial.UNAUTHENTICATED));
    expectEnd("coral.colony.v1.QueryService/ListServices", "UNAUTHENTICATED");

    failure(
        () ->
            QueryServiceGrpc.newBlockingStub(Bearer.of(asker, channel))
                .executeQuery(ExecuteQueryRequest.getDefaultInstance()));

    assertThat(next()).isEqualTo(new ColonyEvent.CallBegun(Entrance.QUERY));
    assertThat(next()).isEqualTo(denied(Denial.PERMISSION_DENIED));
    expectEnd("coral.colony.v1.QueryService/ExecuteQuery", "PERMISSION_DENIED");
  }

  @Test
  void call_ofAMethodThatIsNotThere_isNotNamed() throws InterruptedException {
    MethodDescriptor<ListServicesRequest, ?> unknown =
        QueryServiceGrpc.getListServicesMethod().toBuilder()
            .setFullMethodName("made.up.Service/ByTheCaller")
            .build();

    failure(
        () ->
            ClientCalls.blockingUnaryCall(
                channel, unknown, CallOptions.DEFAULT, ListServicesRequest.getDefaultInstance()));

    assertThat(next()).isEqualTo(new ColonyEvent.CallBegun(Entrance.QUERY));
    expectEnd(ColonyEvent.CallEnded.OTHER, "UNIMPLEMENTED");
  }
}
