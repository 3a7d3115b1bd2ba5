package io.coral.grpc.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.SqlResult;
import io.coral.domain.sql.SqlColumn;
import io.coral.domain.sql.SqlRefusal;
import io.coral.domain.sql.SqlValue;
import io.coral.grpc.SampleAnswers;
import io.coral.grpc.v1.ExecuteQueryResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cells inside cells, up to what a reader of protobuf takes. */
class SqlNestingTest {

  @Test
  void readable_24Levels_parsesAgain() throws Exception {
    SqlResult deep = nested(24);

    assertThat(SqlMapping.readable(deep).isRight()).isTrue();
    assertThat(
            SqlMapping.toDomain(
                ExecuteQueryResponse.parseFrom(SqlMapping.toWire(deep).toByteArray())))
        .isEqualTo(deep);
  }

  @Test
  void readable_25Levels_isRefused() {
    assertThat(SqlMapping.readable(nested(25)).getLeft())
        .isInstanceOfSatisfying(
            QueryFailure.SqlRefused.class,
            refused ->
                assertThat(refused.refusal().reason())
                    .isEqualTo(SqlRefusal.Reason.UNSUPPORTED_TYPE));
  }

  private static SqlResult nested(int levels) {
    SqlValue value = new SqlValue.Int64(1);
    for (int i = 0; i < levels; i++) {
      value =
          i % 2 == 0
              ? new SqlValue.ListOf(List.of(value))
              : new SqlValue.Struct(List.of(new SqlValue.Field("a", value)));
    }
    return new SqlResult(
        List.of(new SqlColumn("deep", "STRUCT")),
        List.of(List.of(value)),
        false,
        1,
        SampleAnswers.MINUTE,
        List.of());
  }
}
