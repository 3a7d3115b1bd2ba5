package io.coral.domain.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SpanOutcomeTest {

  @ParameterizedTest
  @EnumSource
  void failed_byStatusError_forEveryKind(SpanKind kind) {
    assertThat(SpanOutcome.ERROR.failed(kind)).isTrue();
    assertThat(SpanOutcome.UNSET.failed(kind)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "SERVER, UNSET, 499, , false",
    "SERVER, UNSET, 500, , true",
    "SERVER, UNSET, 599, , true",
    "SERVER, UNSET, 600, , false",
    "SERVER, UNSET, -500, , false",
    "SERVER, UNSET, 404, , false",
    "SERVER, OK, 500, , false",
    "SERVER, ERROR, 200, 0, true",
    "CONSUMER, UNSET, 503, , true",
    "CLIENT, UNSET, 503, , false",
    "INTERNAL, UNSET, 503, , false",
    "PRODUCER, UNSET, , 13, false",
    "SERVER, UNSET, 200, 13, true"
  })
  void failed_byProtocol_onlyWhereStatusIsUnsetAndTheSpanARequest(
      SpanKind kind,
      SpanOutcome.Status status,
      @Nullable Integer http,
      @Nullable Integer grpc,
      boolean failed) {
    assertThat(new SpanOutcome(status, optional(http), optional(grpc)).failed(kind))
        .isEqualTo(failed);
  }

  /** The list that OpenTelemetry's gRPC conventions give for server spans. */
  @ParameterizedTest
  @CsvSource({
    "0, false",
    "1, false",
    "2, true",
    "3, false",
    "4, true",
    "5, false",
    "6, false",
    "7, false",
    "8, false",
    "9, false",
    "10, false",
    "11, false",
    "12, true",
    "13, true",
    "14, true",
    "15, true",
    "16, false",
    "17, false",
    "-1, false"
  })
  void failed_byGrpcCode(int code, boolean failed) {
    var outcome =
        new SpanOutcome(SpanOutcome.Status.UNSET, OptionalInt.empty(), OptionalInt.of(code));

    assertThat(outcome.failed(SpanKind.SERVER)).isEqualTo(failed);
  }

  @ParameterizedTest
  @EnumSource
  void isRequest_serverAndConsumer(SpanKind kind) {
    assertThat(kind.isRequest()).isEqualTo(kind == SpanKind.SERVER || kind == SpanKind.CONSUMER);
  }

  private static OptionalInt optional(@Nullable Integer value) {
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }
}
