package io.coral.grpc.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.coral.domain.access.Token;
import io.coral.domain.failure.QueryFailure.AccessDenied;
import io.coral.domain.query.ListServices;
import io.coral.grpc.RawColony;
import io.coral.grpc.SampleAnswers;
import io.coral.grpc.ScriptedColony;
import io.coral.grpc.client.GrpcColonyClients;
import io.coral.grpc.v1.GetErrorRateRequest;
import io.coral.ports.ColonyEndpoint;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.vavr.control.Either;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RunTokenTest {
  private static final String TOKEN = "coral_" + "r6aP-example-token".repeat(3).substring(0, 43);
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private static final AtomicInteger ASKED = new AtomicInteger();
  private static RawColony colony;

  @BeforeAll
  static void serve() {
    colony =
        RawColony.of(
            new ScriptedColony(
                (intent, bounds) -> {
                  ASKED.incrementAndGet();
                  return Either.right(SampleAnswers.to(intent));
                }),
            Optional.of(new Token(TOKEN)));
  }

  @AfterAll
  static void close() {
    colony.close();
  }

  static Stream<List<String>> refused() {
    return Stream.of(
        List.of(),
        List.of(""),
        List.of(TOKEN),
        List.of("Bearer"),
        List.of("Bearer "),
        List.of("Bearer wrong"),
        List.of("Bearer " + TOKEN + "x"),
        List.of("Bearer " + TOKEN.substring(1)),
        List.of("Bearer  " + TOKEN),
        List.of("Basic " + TOKEN),
        List.of("Bearer " + TOKEN, "Bearer " + TOKEN),
        List.of("Bearer wrong", "Bearer " + TOKEN));
  }

  @ParameterizedTest
  @MethodSource
  void refused(List<String> authorizations) {
    int before = ASKED.get();

    var thrown = catchThrowableOfType(StatusRuntimeException.class, () -> call(authorizations));

    assertThat(thrown.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
    assertThat(thrown).hasMessageNotContaining(TOKEN);
    assertThat(ASKED).hasValue(before);
  }

  @ParameterizedTest
  @MethodSource
  void letIn(String authorization) {
    assertThat(call(List.of(authorization))).isNotEmpty();
  }

  static Stream<String> letIn() {
    return Stream.of("Bearer " + TOKEN, "bearer " + TOKEN);
  }

  @Test
  void health_withoutToken_isTold() {
    var reply =
        HealthGrpc.newBlockingStub(colony.channel()).check(HealthCheckRequest.getDefaultInstance());

    assertThat(reply.getStatus().name()).isEqualTo("SERVING");
  }

  @Test
  void client_withoutToken_learnsThatItIsUnknown() {
    try (var client =
        new GrpcColonyClients().connect(ColonyEndpoint.plain(colony.server().address())).get()) {
      assertThat(client.queries().listServices(ListServices.all()).getLeft())
          .isInstanceOfSatisfying(
              AccessDenied.class,
              denied -> assertThat(denied.kind()).isEqualTo(AccessDenied.Kind.UNAUTHENTICATED));
    }
  }

  private static byte[] call(List<String> authorizations) {
    var headers = new Metadata();
    authorizations.forEach(value -> headers.put(AUTHORIZATION, value));
    byte[] request = GetErrorRateRequest.newBuilder().setService("payments").build().toByteArray();
    return Bytes.call(colony.channel(), request, headers);
  }
}
