package io.coral.grpc.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Timestamp;
import com.google.protobuf.UnknownFieldSet;
import io.coral.domain.query.ExecuteSql;
import io.coral.domain.query.GetErrorRate;
import io.coral.domain.query.QueryIntent;
import io.coral.domain.sql.SqlParameters;
import io.coral.domain.sql.SqlValue;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.time.TimeWindow;
import io.coral.grpc.AnyBytes;
import io.coral.grpc.RawColony;
import io.coral.grpc.SampleAnswers;
import io.coral.grpc.ScriptedColony;
import io.coral.grpc.v1.ExecuteQueryRequest;
import io.coral.grpc.v1.GetErrorRateRequest;
import io.coral.grpc.v1.GetErrorRateResponse;
import io.coral.grpc.v1.ListValue;
import io.coral.grpc.v1.QueryServiceGrpc;
import io.coral.grpc.v1.TimeRange;
import io.coral.grpc.v1.Value;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.vavr.control.Either;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that are no message, and messages from callers of other versions. */
class MalformedRequestTest {
  private static final MethodDescriptor<?, ?> EXECUTE = QueryServiceGrpc.getExecuteQueryMethod();

  private final AtomicReference<QueryIntent<?>> asked = new AtomicReference<>();
  private RawColony colony;

  @BeforeEach
  void serve() {
    colony =
        RawColony.of(
            new ScriptedColony(
                (intent, bounds) -> {
                  asked.set(intent);
                  return Either.right(SampleAnswers.to(intent));
                }));
  }

  @AfterEach
  void close() {
    colony.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "cut short,              0A05616263",
    "wrong wire type,        0D0A",
    "no UTF-8,               0A02C328",
    "end of no group,        0C",
    "field number zero,      0001",
    "length beyond the end,  0AFFFFFFFF07",
    "negative length,        0AFFFFFFFFFFFFFFFFFF01",
    "varint without end,     10FFFFFFFFFFFFFFFFFFFFFF"
  })
  void getErrorRate_noMessage_isTheCallersMistake(String name, String hex) {
    byte[] request = ByteString.fromHex(hex).toByteArray();

    var thrown =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () -> Bytes.call(colony.channel(), request, new Metadata()));

    assertThat(thrown.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(StatusProto.fromThrowable(thrown).getDetailsList()).isNotEmpty();
    assertThat(asked).hasValue(null);
  }

  @Test
  void getErrorRate_unknownFields_areIgnored() throws IOException {
    var newer =
        GetErrorRateRequest.newBuilder()
            .setService("payments")
            .setUnknownFields(
                UnknownFieldSet.newBuilder()
                    .addField(
                        1000,
                        UnknownFieldSet.Field.newBuilder()
                            .addLengthDelimited(ByteString.copyFromUtf8("of another year"))
                            .build())
                    .build())
            .build();

    byte[] reply = Bytes.call(colony.channel(), newer.toByteArray(), new Metadata());

    assertThat(GetErrorRateResponse.parseFrom(reply).getTotalCount()).isEqualTo(1);
  }

  @Test
  void getErrorRate_fieldTwice_takesTheLast() throws IOException {
    var bytes = new ByteArrayOutputStream();
    var out = CodedOutputStream.newInstance(bytes);
    out.writeString(GetErrorRateRequest.SERVICE_FIELD_NUMBER, "orders");
    out.writeString(GetErrorRateRequest.SERVICE_FIELD_NUMBER, "payments");
    out.flush();

    byte[] reply = Bytes.call(colony.channel(), bytes.toByteArray(), new Metadata());

    assertThat(reply).isNotEmpty();
    assertThat(((GetErrorRate) asked.get()).service().name().value()).isEqualTo("payments");
  }

  @Test
  void getErrorRate_messageTwice_isBothOfThem() throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (var half :
        List.of(
            TimeRange.newBuilder().setFrom(Timestamp.newBuilder().setSeconds(60)).build(),
            TimeRange.newBuilder().setTo(Timestamp.newBuilder().setSeconds(120)).build())) {
      GetErrorRateRequest.newBuilder().setRange(half).build().writeTo(bytes);
    }
    GetErrorRateRequest.newBuilder().setService("payments").build().writeTo(bytes);

    Bytes.call(colony.channel(), bytes.toByteArray(), new Metadata());

    assertThat(((GetErrorRate) asked.get()).window())
        .isEqualTo(
            new QueryWindow.Absolute(
                new TimeWindow(Instant.ofEpochSecond(60), Instant.ofEpochSecond(120))));
  }

  @Test
  void executeQuery_parameterTwice_takesTheLast() throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (int i = 1; i <= 2; i++) {
      ExecuteQueryRequest.newBuilder()
          .setSql("SELECT $a")
          .putParameters("a", Value.newBuilder().setInt64Value(i).build())
          .build()
          .writeTo(bytes);
    }

    assertThat(AnyBytes.call(colony.channel(), EXECUTE, bytes.toByteArray())).isNotNull();
    assertThat(((ExecuteSql) asked.get()).statement().parameters())
        .isEqualTo(new SqlParameters(Map.of("a", new SqlValue.Int64(2))));
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 200, 5_000})
  void executeQuery_valuesWithinValues_areTheCallersMistake(int levels) {
    ByteString value = ByteString.EMPTY;
    for (int i = 0; i < levels; i++) {
      value = field(Value.LIST_VALUE_FIELD_NUMBER, field(ListValue.VALUES_FIELD_NUMBER, value));
    }
    ByteString entry = field(1, ByteString.copyFromUtf8("a")).concat(field(2, value));
    ByteString request =
        ExecuteQueryRequest.newBuilder()
            .setSql("SELECT $a")
            .build()
            .toByteString()
            .concat(field(ExecuteQueryRequest.PARAMETERS_FIELD_NUMBER, entry));

    var thrown =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () -> AnyBytes.call(colony.channel(), EXECUTE, request.toByteArray()));

    assertThat(thrown.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(asked).hasValue(null);
  }

  private static ByteString field(int number, ByteString content) {
    var bytes = ByteString.newOutput();
    var out = CodedOutputStream.newInstance(bytes);
    try {
      out.writeBytes(number, content);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteString();
  }

  @Test
  void getErrorRate_noMessageAtAll_isTheCallersMistake() {
    assertThat(codeOf(0)).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(asked).hasValue(null);
  }

  /** The connection itself sees to that, before anybody could say why. */
  @Test
  void getErrorRate_twoMessages_isNotAnswered() {
    assertThat(codeOf(2)).isNotEqualTo(Status.Code.OK);
    assertThat(asked).hasValue(null);
  }

  private Status.Code codeOf(int messages) {
    var several =
        QueryServiceGrpc.getGetErrorRateMethod().toBuilder()
            .setType(MethodType.BIDI_STREAMING)
            .build();
    var ended = new CompletableFuture<Status>();
    var call = colony.channel().newCall(several, CallOptions.DEFAULT);
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onClose(Status status, Metadata trailers) {
            ended.complete(status);
          }
        },
        new Metadata());
    call.request(1);
    for (int i = 0; i < messages; i++) {
      call.sendMessage(GetErrorRateRequest.newBuilder().setService("payments").build());
    }
    call.halfClose();
    return ended.orTimeout(20, TimeUnit.SECONDS).join().getCode();
  }

  @Test
  void getErrorRate_moreThan4MiB_isExhausted() {
    var thrown =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () -> Bytes.call(colony.channel(), new byte[4 * 1024 * 1024 + 1], new Metadata()));

    assertThat(thrown.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertStillAnswers();
  }

  @Test
  void getErrorRate_metadataBeyond8KiB_isRefused() {
    var headers = new Metadata();
    headers.put(Metadata.Key.of("x-big", Metadata.ASCII_STRING_MARSHALLER), "b".repeat(9_000));

    var thrown =
        catchThrowableOfType(
            StatusRuntimeException.class, () -> Bytes.call(colony.channel(), new byte[0], headers));

    assertThat(thrown.getStatus().getCode()).isNotIn(Status.Code.OK, Status.Code.UNKNOWN);
    assertThat(asked).hasValue(null);
    assertStillAnswers();
  }

  @Test
  void getErrorRate_tenThousandMetadataKeys_isRefused() {
    var headers = new Metadata();
    for (int i = 0; i < 10_000; i++) {
      headers.put(Metadata.Key.of("x-" + i, Metadata.ASCII_STRING_MARSHALLER), "");
    }

    var thrown =
        catchThrowableOfType(
            StatusRuntimeException.class, () -> Bytes.call(colony.channel(), new byte[0], headers));

    assertThat(thrown).isNotNull();
    assertThat(asked).hasValue(null);
    assertStillAnswers();
  }

  private void assertStillAnswers() {
    byte[] request = GetErrorRateRequest.newBuilder().setService("payments").build().toByteArray();
    assertThat(Bytes.call(colony.channel(), request, new Metadata())).isNotEmpty();
  }
}
