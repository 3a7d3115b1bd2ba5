package io.coral.grpc.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.UnknownFieldSet;
import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.ExecuteSql;
import io.coral.domain.sql.RowLimit;
import io.coral.domain.sql.SqlStatement;
import io.coral.grpc.v1.ExecuteQueryRequest;
import io.coral.grpc.v1.ListValue;
import io.coral.grpc.v1.StreamQueryRequest;
import io.coral.grpc.v1.StructValue;
import io.coral.grpc.v1.Value;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Requests of older and newer programs, and parameters that are none. */
class StatementCompatibilityTest {

  @Test
  void request_ofAnOlderClient_hasNoParametersAndNoWindow() {
    var request = ExecuteQueryRequest.newBuilder().setSql("SELECT 1").build();

    assertThat(SqlMapping.toDomain(request).get())
        .isEqualTo(new ExecuteSql(SqlStatement.of("SELECT 1"), RowLimit.DEFAULT));
  }

  @Test
  void request_ofANewerClient_isReadAsFarAsItIsKnown() {
    var novelty =
        UnknownFieldSet.newBuilder()
            .addField(99, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
            .build();
    var request =
        ExecuteQueryRequest.newBuilder().setSql("SELECT 1").setUnknownFields(novelty).build();

    assertThat(SqlMapping.toDomain(request).get().statement())
        .isEqualTo(SqlStatement.of("SELECT 1"));
  }

  @Test
  void parameters_ofNoUse_areABadArgument() {
    Value one = Value.newBuilder().setInt64Value(1).build();
    Value struct = Value.newBuilder().setStructValue(StructValue.getDefaultInstance()).build();
    Value inner = Value.newBuilder().setListValue(ListValue.newBuilder().addValues(one)).build();
    Value nested = Value.newBuilder().setListValue(ListValue.newBuilder().addValues(inner)).build();
    Value noTime =
        Value.newBuilder()
            .setTimestampValue(com.google.protobuf.Timestamp.newBuilder().setNanos(-1))
            .build();

    for (var bad :
        Map.of("a b", one, "100", one, "s", struct, "l", nested, "t", noTime).entrySet()) {
      var request =
          ExecuteQueryRequest.newBuilder()
              .setSql("SELECT 1")
              .putParameters(bad.getKey(), bad.getValue())
              .build();

      assertThat(SqlMapping.toDomain(request).getLeft())
          .isInstanceOfSatisfying(
              QueryFailure.BadArgument.class,
              failure -> assertThat(failure.field()).isEqualTo("parameters"));
    }
  }

  @Test
  void parameters_moreThanAllowed_areABadArgument() {
    var request = ExecuteQueryRequest.newBuilder().setSql("SELECT 1");
    for (int i = 0; i < 100; i++) {
      request.putParameters("p" + i, Value.getDefaultInstance());
    }

    assertThat(SqlMapping.toDomain(request.build()).isLeft()).isTrue();
    assertThat(SqlMapping.toDomain(request.removeParameters("p7").build()).isRight()).isTrue();
  }

  @Test
  void maxWork_zero_isTheColonysOwn() {
    assertThat(SqlStreamMapping.maxWork(StreamQueryRequest.getDefaultInstance()).get())
        .isEqualTo(Optional.empty());
    assertThat(
            SqlStreamMapping.maxWork(StreamQueryRequest.newBuilder().setMaxWorkMs(-1).build())
                .getLeft())
        .isInstanceOf(QueryFailure.BadArgument.class);
  }
}
