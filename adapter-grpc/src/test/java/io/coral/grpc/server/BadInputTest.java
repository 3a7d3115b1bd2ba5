package io.coral.grpc.server;

import static java.util.Map.entry;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import io.coral.domain.query.QueryIntent;
import io.coral.grpc.AnyBytes;
import io.coral.grpc.RawColony;
import io.coral.grpc.SampleAnswers;
import io.coral.grpc.ScriptedColony;
import io.coral.grpc.v1.ExecuteQueryRequest;
import io.coral.grpc.v1.FindErrorTracesRequest;
import io.coral.grpc.v1.FindSlowTracesRequest;
import io.coral.grpc.v1.GetErrorRateRequest;
import io.coral.grpc.v1.GetErrorRateSeriesRequest;
import io.coral.grpc.v1.GetErrorRatesRequest;
import io.coral.grpc.v1.GetPercentileRequest;
import io.coral.grpc.v1.GetPercentileSeriesRequest;
import io.coral.grpc.v1.GetPercentilesRequest;
import io.coral.grpc.v1.GetServiceRequest;
import io.coral.grpc.v1.GetSystemMetricsRequest;
import io.coral.grpc.v1.ListServicesRequest;
import io.coral.grpc.v1.QueryServiceGrpc;
import io.coral.grpc.v1.QueryServiceGrpc.QueryServiceBlockingStub;
import io.coral.grpc.v1.TimeRange;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers send that makes no question. */
class BadInputTest {
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

  record Row(String name, String field, Consumer<QueryServiceBlockingStub> call) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Row> refused() {
    return Stream.of(
        new Row(
            "empty GetService", "name", s -> s.getService(GetServiceRequest.getDefaultInstance())),
        new Row(
            "empty GetPercentile",
            "service",
            s -> s.getPercentile(GetPercentileRequest.getDefaultInstance())),
        new Row(
            "empty GetPercentiles",
            "metric",
            s -> s.getPercentiles(GetPercentilesRequest.getDefaultInstance())),
        new Row(
            "GetPercentiles of none",
            "percentiles",
            s -> s.getPercentiles(percentilesRequest().build())),
        new Row(
            "GetPercentiles of one twice",
            "percentiles",
            s ->
                s.getPercentiles(
                    percentilesRequest().addPercentiles(0.5).addPercentiles(0.5).build())),
        new Row(
            "GetPercentiles of the 99th",
            "percentiles",
            s ->
                s.getPercentiles(
                    percentilesRequest().addPercentiles(0.5).addPercentiles(99).build())),
        new Row(
            "GetPercentiles of too many",
            "percentiles",
            s ->
                s.getPercentiles(
                    percentilesRequest()
                        .addAllPercentiles(
                            IntStream.rangeClosed(0, 16).mapToObj(i -> i / 16.0).toList())
                        .build())),
        new Row(
            "GetErrorRates of a name with a line break",
            "service",
            s -> s.getErrorRates(GetErrorRatesRequest.newBuilder().setService("a\nb").build())),
        step(0),
        step(-60_000),
        step(90_000),
        step(59_999),
        step(Long.MAX_VALUE),
        new Row(
            "percentile series without step",
            "step_ms",
            s ->
                s.getPercentileSeries(
                    GetPercentileSeriesRequest.newBuilder()
                        .setMetric("m")
                        .addPercentiles(0.5)
                        .build())),
        new Row(
            "empty GetErrorRate",
            "service",
            s -> s.getErrorRate(GetErrorRateRequest.getDefaultInstance())),
        new Row(
            "empty GetSystemMetrics",
            "service",
            s -> s.getSystemMetrics(GetSystemMetricsRequest.getDefaultInstance())),
        new Row(
            "empty ExecuteQuery",
            "sql",
            s -> s.executeQuery(ExecuteQueryRequest.getDefaultInstance())),
        percentile(Double.NaN),
        percentile(Double.POSITIVE_INFINITY),
        percentile(Double.NEGATIVE_INFINITY),
        percentile(-0.1),
        percentile(-Double.MIN_VALUE),
        percentile(1.0000001),
        percentile(Math.nextUp(1.0)),
        percentile(99),
        percentiles(Double.NaN),
        percentiles(Double.NEGATIVE_INFINITY),
        percentiles(-0.1),
        percentiles(1.0000001),
        seriesPercentiles(Double.NaN),
        seriesPercentiles(Double.POSITIVE_INFINITY),
        seriesPercentiles(-0.1),
        seriesPercentiles(99),
        new Row(
            "metric of no name",
            "metric",
            s -> s.getPercentile(percentileRequest().setMetric("").build())),
        new Row(
            "metric of 256 characters",
            "metric",
            s -> s.getPercentile(percentileRequest().setMetric("m".repeat(256)).build())),
        new Row(
            "service with a line break",
            "service",
            s -> s.getPercentile(percentileRequest().setService("a\nb").build())),
        new Row(
            "namespace too long",
            "namespace",
            s -> s.getPercentile(percentileRequest().setNamespace("n".repeat(256)).build())),
        timeRange(-1),
        timeRange(Long.MIN_VALUE),
        timeRange(Long.MAX_VALUE),
        new Row(
            "look-back and range",
            "range",
            s -> s.getErrorRate(errorRate().setTimeRangeMs(1).setRange(range(0, 60)).build())),
        new Row(
            "range without an end",
            "range",
            s ->
                s.getErrorRate(
                    errorRate()
                        .setRange(TimeRange.newBuilder().setFrom(Timestamp.getDefaultInstance()))
                        .build())),
        new Row(
            "range backwards",
            "range",
            s -> s.getErrorRate(errorRate().setRange(range(60, 0)).build())),
        new Row(
            "range before 1970",
            "range",
            s -> s.getErrorRate(errorRate().setRange(range(-60, 0)).build())),
        new Row(
            "range beyond all times",
            "range",
            s -> s.getErrorRate(errorRate().setRange(range(0, Long.MAX_VALUE)).build())),
        new Row(
            "range with a broken time",
            "range",
            s ->
                s.getErrorRate(
                    errorRate()
                        .setRange(
                            TimeRange.newBuilder()
                                .setFrom(Timestamp.newBuilder().setNanos(-1))
                                .setTo(Timestamp.newBuilder().setSeconds(60)))
                        .build())),
        new Row(
            "negative duration",
            "min_duration_ns",
            s -> s.findSlowTraces(FindSlowTracesRequest.newBuilder().setMinDurationNs(-1).build())),
        new Row(
            "least duration",
            "min_duration_ns",
            s ->
                s.findSlowTraces(
                    FindSlowTracesRequest.newBuilder().setMinDurationNs(Long.MIN_VALUE).build())),
        slowLimit(-1),
        slowLimit(Integer.MIN_VALUE),
        slowLimit(Integer.MAX_VALUE),
        new Row(
            "negative limit of errors",
            "limit",
            s -> s.findErrorTraces(FindErrorTracesRequest.newBuilder().setLimit(-1).build())),
        new Row(
            "huge limit",
            "limit",
            s ->
                s.findErrorTraces(
                    FindErrorTracesRequest.newBuilder().setLimit(Integer.MAX_VALUE).build())),
        new Row(
            "namespace of no service",
            "namespace",
            s ->
                s.findErrorTraces(
                    FindErrorTracesRequest.newBuilder().setNamespace("shop").build())),
        new Row(
            "negative rows",
            "max_rows",
            s ->
                s.executeQuery(
                    ExecuteQueryRequest.newBuilder().setSql("SELECT 1").setMaxRows(-1).build())),
        new Row(
            "too many rows",
            "max_rows",
            s ->
                s.executeQuery(
                    ExecuteQueryRequest.newBuilder()
                        .setSql("SELECT 1")
                        .setMaxRows(10_001)
                        .build())),
        new Row(
            "blank SQL",
            "sql",
            s -> s.executeQuery(ExecuteQueryRequest.newBuilder().setSql(" \n").build())),
        new Row(
            "SQL beyond its length",
            "sql",
            s ->
                s.executeQuery(
                    ExecuteQueryRequest.newBuilder().setSql("x".repeat(2_000_000)).build())),
        new Row(
            "SQL with a NUL",
            "sql",
            s -> s.executeQuery(ExecuteQueryRequest.newBuilder().setSql("SELECT\0 1").build())),
        new Row(
            "region with a control character",
            "region",
            s -> s.listServices(ListServicesRequest.newBuilder().setRegion("\u001b[2J").build())));
  }

  private static Row step(long millis) {
    return new Row(
        "step of " + millis,
        "step_ms",
        s ->
            s.getErrorRateSeries(GetErrorRateSeriesRequest.newBuilder().setStepMs(millis).build()));
  }

  private static GetPercentilesRequest.Builder percentilesRequest() {
    return GetPercentilesRequest.newBuilder().setMetric("http.server.duration");
  }

  private static Row percentile(double value) {
    return new Row(
        "percentile " + value,
        "percentile",
        s -> s.getPercentile(percentileRequest().setPercentile(value).build()));
  }

  private static Row percentiles(double value) {
    return new Row(
        "percentiles with " + value,
        "percentiles",
        s ->
            s.getPercentiles(
                percentilesRequest().addPercentiles(0.5).addPercentiles(value).build()));
  }

  private static Row seriesPercentiles(double value) {
    return new Row(
        "percentile series with " + value,
        "percentiles",
        s ->
            s.getPercentileSeries(
                GetPercentileSeriesRequest.newBuilder()
                    .setMetric("m")
                    .setStepMs(60_000)
                    .addPercentiles(value)
                    .build()));
  }

  private static Row slowLimit(int limit) {
    return new Row(
        "limit " + limit,
        "limit",
        s -> s.findSlowTraces(FindSlowTracesRequest.newBuilder().setLimit(limit).build()));
  }

  private static Row timeRange(long ms) {
    return new Row(
        "time_range_ms " + ms,
        "time_range_ms",
        s -> s.getErrorRate(errorRate().setTimeRangeMs(ms).build()));
  }

  @ParameterizedTest
  @MethodSource
  void refused(Row row) {
    ASKED.set(null);

    var thrown =
        catchThrowableOfType(StatusRuntimeException.class, () -> row.call().accept(stub()));

    assertThat(thrown.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(Details.of(thrown, BadRequest.class).getFieldViolationsList())
        .extracting(BadRequest.FieldViolation::getField)
        .containsExactly(row.field());
    assertThat(Details.of(thrown, ErrorInfo.class).getDomain()).isEqualTo("coral");
    assertThat(ASKED).as("nothing was asked").hasValue(null);
  }

  @Test
  void getPercentile_99_isToldTheRangeOfFractions() {
    var thrown =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () -> stub().getPercentile(percentileRequest().setPercentile(99).build()));

    assertThat(Details.of(thrown, ErrorInfo.class).getReason()).isEqualTo("BAD_ARGUMENT");
    assertThat(Details.of(thrown, ErrorInfo.class).getMetadataMap())
        .contains(
            entry("field", "percentile"),
            entry("hint", "0.0–1.0: write the 99th percentile as 0.99"));
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE})
  void timeRange_thatIsNone_isRefusedByEveryMethodThatHasOne(long millis) {
    List<MethodDescriptor<?, ?>> refusing = new ArrayList<>();
    for (MethodDescriptor<?, ?> method : QueryServiceGrpc.getServiceDescriptor().getMethods()) {
      Optional<byte[]> request = lookingBack(method, millis);
      if (request.isPresent()) {
        refusing.add(method);
        var thrown =
            catchThrowableOfType(
                StatusRuntimeException.class,
                () -> AnyBytes.stream(colony.channel(), method, request.get()));
        assertThat(Details.of(thrown, BadRequest.class).getFieldViolations(0).getField())
            .as(method.getFullMethodName())
            .isEqualTo("time_range_ms");
      }
    }
    assertThat(refusing).hasSize(12);
  }

  /** A request with all that its method needs, and a look-back; empty if it has none. */
  private static Optional<byte[]> lookingBack(MethodDescriptor<?, ?> method, long millis) {
    var prototype =
        ((MethodDescriptor.PrototypeMarshaller<?>) method.getRequestMarshaller())
            .getMessagePrototype();
    var request = ((Message) requireNonNull(prototype)).newBuilderForType();
    for (FieldDescriptor field : request.getDescriptorForType().getFields()) {
      switch (field.getName()) {
        case "service", "metric" -> request.setField(field, "payments");
        case "percentile" -> request.setField(field, 0.5);
        case "percentiles" -> request.addRepeatedField(field, 0.5);
        case "sql" -> request.setField(field, "SELECT 1");
        case "step_ms" -> request.setField(field, 60_000L);
        case "time_range_ms" -> request.setField(field, millis);
        default -> {} // nothing that is needed
      }
    }
    return request.getDescriptorForType().findFieldByName("time_range_ms") == null
        ? Optional.empty()
        : Optional.of(request.build().toByteArray());
  }

  @Test
  void getPercentiles_99_isToldTheRangeOfFractions() {
    var thrown =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () -> stub().getPercentiles(percentilesRequest().addPercentiles(99).build()));

    assertThat(Details.of(thrown, ErrorInfo.class).getMetadataMap())
        .contains(entry("hint", "0.0–1.0: write the 99th percentile as 0.99"));
  }

  @Test
  void executeQuery_blank_hasTheGuardsReason() {
    var thrown =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () -> stub().executeQuery(ExecuteQueryRequest.getDefaultInstance()));

    assertThat(Details.of(thrown, ErrorInfo.class).getReason()).isEqualTo("EMPTY");
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

  private static GetErrorRateRequest.Builder errorRate() {
    return GetErrorRateRequest.newBuilder().setService("payments");
  }

  private static TimeRange range(long from, long to) {
    return TimeRange.newBuilder()
        .setFrom(Timestamp.newBuilder().setSeconds(from))
        .setTo(Timestamp.newBuilder().setSeconds(to))
        .build();
  }
}
