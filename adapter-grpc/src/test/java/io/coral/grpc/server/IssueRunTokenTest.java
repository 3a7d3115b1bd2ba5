package io.coral.grpc.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.coral.domain.access.Scope;
import io.coral.domain.access.Token;
import io.coral.domain.failure.QueryFailure;
import io.coral.domain.failure.QueryFailure.AccessDenied;
import io.coral.domain.query.ListServices;
import io.coral.grpc.RemoteColony;
import io.coral.grpc.SampleAnswers;
import io.coral.grpc.ScriptedColony;
import io.coral.grpc.access.Bearer;
import io.coral.grpc.access.Credentials;
import io.coral.grpc.client.GrpcColonyClients;
import io.coral.grpc.v1.ExecuteQueryRequest;
import io.coral.grpc.v1.IssueRunTokenRequest;
import io.coral.grpc.v1.ListServicesRequest;
import io.coral.grpc.v1.QueryServiceGrpc;
import io.coral.grpc.v1.QueryServiceGrpc.QueryServiceBlockingStub;
import io.coral.ports.Admission;
import io.coral.ports.ColonyEndpoint;
import io.coral.ports.QueryServers.QueryServer;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssueRunTokenTest {
  @TempDir private Path folder;
  private Credentials credentials;
  private Token analyst;
  private QueryServer server;
  private ManagedChannel channel;

  @BeforeEach
  void serve() {
    credentials = new Credentials(folder);
    analyst = credentials.of("analyst", Scope.QUERY, Scope.SQL, Scope.ADMIN);
    serve(credentials.admission());
  }

  private void serve(Admission admission) {
    server =
        RemoteColony.serve(
            new ScriptedColony((intent, bounds) -> Either.right(SampleAnswers.to(intent))),
            admission);
    channel = NettyChannelBuilder.forAddress(server.address()).usePlaintext().build();
  }

  @AfterEach
  void end() {
    channel.shutdownNow();
    server.close();
  }

  private QueryServiceBlockingStub as(Token token) {
    return QueryServiceGrpc.newBlockingStub(Bearer.of(token, channel));
  }

  private static IssueRunTokenRequest lasting(Duration time) {
    return IssueRunTokenRequest.newBuilder().setLifetimeMs(time.toMillis()).build();
  }

  private Token runToken(Token of) {
    return new Token(as(of).issueRunToken(lasting(Duration.ofMinutes(1))).getToken());
  }

  private static Status.Code code(ThrowingCallable call) {
    return catchThrowableOfType(StatusRuntimeException.class, call).getStatus().getCode();
  }

  @Test
  void runToken_asksWhatItsMemberMay_butIsNoMember() {
    Token run = runToken(analyst);

    assertThat(as(run).listServices(ListServicesRequest.getDefaultInstance())).isNotNull();
    assertThat(as(run).executeQuery(ExecuteQueryRequest.newBuilder().setSql("SELECT 1").build()))
        .isNotNull();
    assertThat(code(() -> as(run).issueRunToken(lasting(Duration.ofMinutes(1)))))
        .isEqualTo(Status.Code.PERMISSION_DENIED);
  }

  @Test
  void runToken_ofAMemberWithoutSql_hasNoSql() {
    Token run = runToken(credentials.of("dashboard", Scope.QUERY));

    assertThat(as(run).listServices(ListServicesRequest.getDefaultInstance())).isNotNull();
    assertThat(
            code(
                () ->
                    as(run)
                        .executeQuery(ExecuteQueryRequest.newBuilder().setSql("SELECT 1").build())))
        .isEqualTo(Status.Code.PERMISSION_DENIED);
  }

  @Test
  void issue_tellsScopesAndLifetime() {
    var response = as(analyst).issueRunToken(lasting(Duration.ofDays(2)));

    assertThat(response.getScopesList()).containsExactly("query", "sql");
    assertThat(response.getLifetimeMs()).isEqualTo(Duration.ofHours(1).toMillis());
  }

  @Test
  void issue_withoutAQuestionToAsk_isDenied() {
    Token sender = credentials.of("checkout", Scope.INGEST, Scope.ADMIN);

    assertThat(code(() -> as(sender).issueRunToken(lasting(Duration.ofMinutes(1)))))
        .isEqualTo(Status.Code.PERMISSION_DENIED);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void issue_noTime_isTheCallersMistake(long millis) {
    assertThat(
            code(
                () ->
                    as(analyst)
                        .issueRunToken(
                            IssueRunTokenRequest.newBuilder().setLifetimeMs(millis).build())))
        .isEqualTo(Status.Code.INVALID_ARGUMENT);
  }

  @Test
  void issue_foreverAsked_isCapped() {
    assertThat(
            as(analyst)
                .issueRunToken(
                    IssueRunTokenRequest.newBuilder().setLifetimeMs(Long.MAX_VALUE).build())
                .getLifetimeMs())
        .isEqualTo(Duration.ofHours(1).toMillis());
  }

  @Test
  void runToken_whenItsMemberGoes_goesToo() {
    Token run = runToken(analyst);

    credentials.forgetAll();

    assertThat(code(() -> as(run).listServices(ListServicesRequest.getDefaultInstance())))
        .isEqualTo(Status.Code.UNAUTHENTICATED);
  }

  @Test
  @Timeout(60)
  void runToken_thatHasEnded_isUnknown() {
    Token run = new Token(as(analyst).issueRunToken(lasting(Duration.ofMillis(1))).getToken());

    StatusRuntimeException refused = null;
    while (refused == null) {
      refused =
          catchThrowableOfType(
              StatusRuntimeException.class,
              () -> as(run).listServices(ListServicesRequest.getDefaultInstance()));
    }

    assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
  }

  @Test
  void runToken_ofAnotherColony_isUnknown() {
    Token run = runToken(analyst);
    try (var other =
        RemoteColony.serve(
            ScriptedColony.failing(new QueryFailure.Cancelled()), credentials.admission())) {
      ManagedChannel toOther =
          NettyChannelBuilder.forAddress(other.address()).usePlaintext().build();
      assertThat(
              code(
                  () ->
                      QueryServiceGrpc.newBlockingStub(Bearer.of(run, toOther))
                          .listServices(ListServicesRequest.getDefaultInstance())))
          .isEqualTo(Status.Code.UNAUTHENTICATED);
      toOther.shutdownNow();
    }
  }

  @Test
  void client_tradesItsToken() {
    try (var member =
        new GrpcColonyClients()
            .connect(new ColonyEndpoint(server.address(), Optional.of(analyst)))
            .get()) {
      var run = member.issueRunToken(Duration.ofSeconds(90)).get().orElseThrow();

      assertThat(run.lifetime()).isEqualTo(Duration.ofSeconds(90));
      try (var script =
          new GrpcColonyClients()
              .connect(new ColonyEndpoint(server.address(), Optional.of(run.token())))
              .get()) {
        assertThat(script.queries().listServices(ListServices.all()).isRight()).isTrue();
        assertThat(script.issueRunToken(Duration.ofSeconds(1)).getLeft())
            .isInstanceOf(AccessDenied.class);
      }
    }
  }

  @Test
  void client_ofAColonyThatAsksNobody_needsNone() {
    end();
    serve(new Admission.Everybody());
    try (var anyone =
        new GrpcColonyClients().connect(ColonyEndpoint.plain(server.address())).get()) {
      assertThat(anyone.issueRunToken(Duration.ofSeconds(90)).get()).isEmpty();
    }
  }
}
