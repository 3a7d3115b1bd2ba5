package io.coral.grpc.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.ErrorInfo;
import io.coral.domain.failure.QueryFailure;
import io.coral.grpc.RawColony;
import io.coral.grpc.SampleAnswers;
import io.coral.grpc.ScriptedColony;
import io.coral.grpc.v1.GetPercentileRequest;
import io.coral.grpc.v1.QueryServiceGrpc;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How good questions that have no answer are told from each other. */
class UnansweredTest {
  private static final GetPercentileRequest QUESTION =
      GetPercentileRequest.newBuilder()
          .setService("payments")
          .setMetric("http.server.duration")
          .setPercentile(0.99)
          .build();

  @ParameterizedTest
  @MethodSource
  void unanswered(QueryFailure failure, Status.Code code, String reason) {
    try (var unanswering = RawColony.of(ScriptedColony.failing(failure))) {
      var stub = QueryServiceGrpc.newBlockingStub(unanswering.channel());

      var thrown =
          catchThrowableOfType(StatusRuntimeException.class, () -> stub.getPercentile(QUESTION));

      assertThat(thrown.getStatus().getCode()).isEqualTo(code);
      assertThat(Details.of(thrown, ErrorInfo.class).getReason()).isEqualTo(reason);
    }
  }

  static Stream<Arguments> unanswered() {
    return Stream.of(
        Arguments.of(
            new QueryFailure.NotFound(
                QueryFailure.NotFound.Kind.METRIC, "http.server.durations", List.of()),
            Status.Code.NOT_FOUND,
            "UNKNOWN_METRIC"),
        Arguments.of(
            new QueryFailure.NoData("payments", SampleAnswers.MINUTE, Optional.empty()),
            Status.Code.NOT_FOUND,
            "NO_DATA"));
  }
}
