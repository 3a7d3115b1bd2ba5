package io.coral.grpc.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.coral.domain.access.Scope;
import io.coral.domain.access.Token;
import io.coral.grpc.AnyBytes;
import io.coral.grpc.RemoteColony;
import io.coral.grpc.SampleAnswers;
import io.coral.grpc.ScriptedColony;
import io.coral.grpc.access.Bearer;
import io.coral.grpc.access.Credentials;
import io.coral.grpc.v1.ListServicesRequest;
import io.coral.grpc.v1.QueryServiceGrpc;
import io.coral.grpc.wire.FailureReading;
import io.coral.grpc.wire.GrpcStatus;
import io.coral.ports.QueryServers.QueryServer;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may call which method of the query port. */
class ScopesTest {
  private static final Set<String> BY_SQL =
      Set.of("ExecuteQuery", "StreamQuery", "PlanQuery", "DescribeTables");

  @TempDir private Path folder;
  private Credentials credentials;
  private Token ingest;
  private QueryServer server;
  private ManagedChannel channel;

  @BeforeEach
  void serve() {
    credentials = new Credentials(folder);
    ingest = credentials.of("checkout", Scope.INGEST);
    server =
        RemoteColony.serve(
            new ScriptedColony((intent, bounds) -> Either.right(SampleAnswers.to(intent))),
            credentials.admission());
    channel = NettyChannelBuilder.forAddress(server.address()).usePlaintext().build();
  }

  @AfterEach
  void end() throws InterruptedException {
    channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
    server.close();
  }

  static Collection<MethodDescriptor<?, ?>> methods() {
    return QueryServiceGrpc.getServiceDescriptor().getMethods();
  }

  /** How an empty request fares: one that is let through may still be no good question. */
  private static Status.Code call(Channel through, MethodDescriptor<?, ?> method) {
    try {
      AnyBytes.call(through, method, new byte[0]);
      return Status.Code.OK;
    } catch (StatusRuntimeException e) {
      return e.getStatus().getCode();
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void method_letsInItsScopeAndNoOther(MethodDescriptor<?, ?> method) {
    Scope needed =
        BY_SQL.contains(String.valueOf(method.getBareMethodName())) ? Scope.SQL : Scope.QUERY;

    boolean either = "IssueRunToken".equals(method.getBareMethodName());
    for (Scope scope : Scope.values()) {
      Token token = credentials.of("some-" + scope.word(), scope);
      var outcome = call(Bearer.of(token, channel), method);
      if (scope == needed || (either && scope == Scope.SQL)) {
        assertThat(outcome)
            .as("%s with %s", method.getFullMethodName(), scope)
            .isNotIn(Status.Code.UNAUTHENTICATED, Status.Code.PERMISSION_DENIED);
      } else {
        assertThat(outcome)
            .as("%s with %s", method.getFullMethodName(), scope)
            .isEqualTo(Status.Code.PERMISSION_DENIED);
      }
    }
    assertThat(call(channel, method)).isEqualTo(Status.Code.UNAUTHENTICATED);
  }

  @Test
  void wrongScope_isToldWhichOneIsNeeded() {
    var denied =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                QueryServiceGrpc.newBlockingStub(Bearer.of(ingest, channel))
                    .listServices(ListServicesRequest.getDefaultInstance()));

    assertThat(GrpcStatus.details(denied.getTrailers()).flatMap(FailureReading::toDomain))
        .hasValueSatisfying(
            failure ->
                assertThat(failure.message())
                    .isEqualTo("this needs the scope query, and checkout has ingest"));
  }

  @ParameterizedTest
  @EnumSource
  void health_isToldToAnybody(Carried carried) {
    var reply =
        HealthGrpc.newBlockingStub(Bearer.of(carried.headers(ingest), channel))
            .check(HealthCheckRequest.getDefaultInstance());

    assertThat(reply.getStatus().name()).isEqualTo("SERVING");
  }

  @Test
  void reflection_wantsAnyToken() {
    var method = ServerReflectionGrpc.getServerReflectionInfoMethod();

    assertThat(call(channel, method)).isEqualTo(Status.Code.UNAUTHENTICATED);
    assertThat(call(Bearer.of(ingest, channel), method)).isNotEqualTo(Status.Code.UNAUTHENTICATED);
  }

  /** What a call may carry. */
  enum Carried {
    NOTHING,
    ONE,
    TWO,
    NONSENSE;

    List<String> headers(Token token) {
      String header = "Bearer " + token.text();
      return switch (this) {
        case NOTHING -> List.of();
        case ONE -> List.of(header);
        case TWO -> List.of(header, header);
        case NONSENSE -> List.of("Bearer \u007f");
      };
    }
  }

  @Test
  void token_takenBack_isUnknownFromThenOn() {
    Token query = credentials.of("dashboard", Scope.QUERY);
    var method = QueryServiceGrpc.getListServicesMethod();
    assertThat(call(Bearer.of(query, channel), method)).isEqualTo(Status.Code.OK);

    credentials.forgetAll();

    assertThat(call(Bearer.of(query, channel), method)).isEqualTo(Status.Code.UNAUTHENTICATED);
  }

  @Test
  void refusals_holdNothingOfWhatWasSent() {
    String secret = "coral_" + "Zz9-".repeat(10) + "abc";
    for (List<String> headers :
        List.of(
            List.of("Bearer " + secret),
            List.of("Bearer " + secret, "Bearer " + secret),
            List.of(secret),
            List.of("Basic " + secret))) {
      var denied =
          catchThrowableOfType(
              StatusRuntimeException.class,
              () ->
                  AnyBytes.call(
                      Bearer.of(headers, channel),
                      QueryServiceGrpc.getListServicesMethod(),
                      new byte[0]));
      assertThat(denied.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
      assertThat(denied.getStatus() + " " + denied.getTrailers()).doesNotContain("Zz9-");
    }
  }
}
