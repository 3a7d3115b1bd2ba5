package io.coral.grpc.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.UnknownFieldSet;
import io.coral.domain.query.GetErrorRate;
import io.coral.domain.query.QueryIntent;
import io.coral.grpc.RawColony;
import io.coral.grpc.SampleAnswers;
import io.coral.grpc.ScriptedColony;
import io.coral.grpc.v1.GetErrorRateRequest;
import io.coral.grpc.v1.GetErrorRateResponse;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.vavr.control.Either;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes that are no message, and messages from callers of other versions. */
class MalformedRequestTest {
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
