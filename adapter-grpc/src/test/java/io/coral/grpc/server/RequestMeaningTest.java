package io.coral.grpc.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.coral.domain.query.FindSlowTraces;
import io.coral.domain.query.GetErrorRate;
import io.coral.domain.query.GetPercentile;
import io.coral.domain.query.QueryIntent;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.time.TimeWindow;
import io.coral.domain.value.Limit;
import io.coral.domain.value.Quantile;
import io.coral.grpc.RawColony;
import io.coral.grpc.SampleAnswers;
import io.coral.grpc.ScriptedColony;
import io.coral.grpc.v1.FindSlowTracesRequest;
import io.coral.grpc.v1.GetErrorRateRequest;
import io.coral.grpc.v1.GetPercentileRequest;
import io.coral.grpc.v1.QueryServiceGrpc;
import io.coral.grpc.v1.QueryServiceGrpc.QueryServiceBlockingStub;
import io.coral.grpc.v1.TimeRange;
import io.vavr.control.Either;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What requests ask that leave out what they can, or are at the edge of what makes a question. */
class RequestMeaningTest {
  private static final AtomicReference<QueryIntent<?>> ASKED = new AtomicReference<>();
  private static RawColony colony;

  @BeforeAll
  static void serve() {
    colony =
        RawColony.of(
            new ScriptedColony(
                (intent, bounds) -> {
                  ASKED.set(intent);
                  return Either.right(SampleAnswers.to(intent));
                }));
  }

  @AfterAll
  static void close() {
    colony.close();
  }

  @Test
  void findSlowTraces_emptyRequest_takesTheDefaults() {
    stub().findSlowTraces(FindSlowTracesRequest.getDefaultInstance());

    assertThat(ASKED.get())
        .isInstanceOfSatisfying(
            FindSlowTraces.class,
            asked -> {
              assertThat(asked.service()).isEmpty();
              assertThat(asked.threshold()).isZero();
              assertThat(asked.limit()).isEqualTo(Limit.DEFAULT);
              assertThat(asked.window()).isEqualTo(QueryWindow.LAST_HOUR);
            });
  }

  @Test
  void findSlowTraces_longestDuration_isAsked() {
    stub()
        .findSlowTraces(
            FindSlowTracesRequest.newBuilder().setMinDurationNs(Long.MAX_VALUE).build());

    assertThat(((FindSlowTraces) ASKED.get()).threshold())
        .isEqualTo(Duration.ofNanos(Long.MAX_VALUE));
  }

  @ParameterizedTest
  @MethodSource
  void asked(GetPercentileRequest request, Quantile quantile, QueryWindow window) {
    stub().getPercentile(request);

    assertThat(ASKED.get())
        .isInstanceOfSatisfying(
            GetPercentile.class,
            asked -> {
              assertThat(asked.quantile()).isEqualTo(quantile);
              assertThat(asked.window()).isEqualTo(window);
            });
  }

  static Stream<Arguments> asked() {
    return Stream.of(
        Arguments.of(
            percentileRequest().setPercentile(0).build(), new Quantile(0), QueryWindow.LAST_HOUR),
        Arguments.of(
            percentileRequest().setPercentile(-0.0).build(),
            new Quantile(0),
            QueryWindow.LAST_HOUR),
        Arguments.of(
            percentileRequest().setPercentile(1).build(), new Quantile(1), QueryWindow.LAST_HOUR),
        Arguments.of(
            percentileRequest().setTimeRangeMs(1).build(),
            Quantile.P99,
            new QueryWindow.LookBack(Duration.ofMillis(1))));
  }

  @Test
  void getErrorRate_range_isAskedAsGiven() {
    stub()
        .getErrorRate(
            GetErrorRateRequest.newBuilder()
                .setService("payments")
                .setRange(
                    TimeRange.newBuilder()
                        .setFrom(Timestamp.newBuilder().setSeconds(61))
                        .setTo(Timestamp.newBuilder().setSeconds(62)))
                .build());

    assertThat(((GetErrorRate) ASKED.get()).window())
        .isEqualTo(
            new QueryWindow.Absolute(
                new TimeWindow(Instant.ofEpochSecond(61), Instant.ofEpochSecond(62))));
  }

  private static QueryServiceBlockingStub stub() {
    return QueryServiceGrpc.newBlockingStub(colony.channel());
  }

  private static GetPercentileRequest.Builder percentileRequest() {
    return GetPercentileRequest.newBuilder()
        .setService("payments")
        .setMetric("http.server.duration")
        .setPercentile(0.99);
  }
}
