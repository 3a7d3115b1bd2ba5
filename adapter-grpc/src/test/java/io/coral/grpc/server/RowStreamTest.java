package io.coral.grpc.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.rpc.Status;
import io.coral.domain.failure.QueryFailure;
import io.coral.domain.sql.SqlBatch;
import io.coral.domain.sql.SqlCells;
import io.coral.domain.sql.SqlRefusal;
import io.coral.domain.sql.SqlValue;
import io.coral.grpc.CollectedRows;
import io.coral.grpc.SampleRows;
import io.coral.grpc.ScriptedColony;
import io.coral.grpc.client.ColonyFaultException;
import io.coral.grpc.v1.StreamQueryRequest;
import io.coral.grpc.v1.StreamQueryResponse.PartCase;
import io.coral.grpc.wire.GrpcStatus;
import io.coral.ports.CallBounds;
import io.grpc.CallOptions;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams of rows through server, wire and client: what they bring, and how they end. */
@Timeout(60)
class RowStreamTest {
  @Test
  void stream_rows_comeAsTheyWere() {
    try (var colony = ServedColony.by(twoBatches())) {
      var rows = new CollectedRows();

      var end = colony.queries().streamSql(SampleRows.QUESTION, rows);

      assertThat(end).isEqualTo(Either.right(SampleRows.end(5)));
      assertThat(rows.head()).contains(SampleRows.HEAD);
      assertThat(rows.rows())
          .containsExactly(number(0), number(1), number(2), number(3), number(4));
    }
  }

  @Test
  void stream_onTheWire_isHeadBatchesEnd() throws Exception {
    try (var colony = ServedColony.by(twoBatches())) {
      var call = colony.call(CallOptions.DEFAULT);
      call.request(100);

      assertThat(call.status().getCode()).isEqualTo(io.grpc.Status.Code.OK);
      assertThat(call.parts())
          .containsExactly(PartCase.HEAD, PartCase.BATCH, PartCase.BATCH, PartCase.END);
    }
  }

  @Test
  void stream_noRows_isHeadAndEnd() {
    var colony =
        ScriptedColony.streaming(
            (sink, bounds) -> {
              sink.head(SampleRows.HEAD);
              return Either.right(SampleRows.end(0));
            });
    try (var served = ServedColony.by(colony)) {
      var rows = new CollectedRows();

      assertThat(served.queries().streamSql(SampleRows.QUESTION, rows))
          .isEqualTo(Either.right(SampleRows.end(0)));
      assertThat(rows.head()).contains(SampleRows.HEAD);
    }
  }

  @Test
  void stream_batchLargerThanAMessage_comesInParts() {
    String[] texts = new String[2_048];
    Arrays.setAll(texts, i -> Integer.toString(i).repeat(2_000));
    var colony =
        ScriptedColony.streaming(
            (sink, bounds) -> {
              sink.head(SampleRows.HEAD);
              sink.rows(SampleRows.texts(texts));
              return Either.right(SampleRows.end(texts.length));
            });
    try (var served = ServedColony.by(colony)) {
      var rows = new CollectedRows();

      assertThat(served.queries().streamSql(SampleRows.QUESTION, rows).isRight()).isTrue();
      assertThat(rows.batches()).isGreaterThan(4);
      assertThat(rows.rows())
          .isEqualTo(
              Arrays.stream(texts)
                  .map(text -> List.<SqlValue>of(new SqlValue.Text(text)))
                  .toList());
    }
  }

  @Test
  void stream_valueNestedTooDeep_isRefused() {
    SqlValue value = new SqlValue.Null();
    for (int i = 0; i < 25; i++) {
      value = new SqlValue.ListOf(List.of(value));
    }
    var deep = new SqlBatch(1, List.of(new SqlCells.Mixed(List.of(value))));
    var colony =
        ScriptedColony.streaming(
            (sink, bounds) -> {
              sink.head(SampleRows.HEAD);
              return sink.rows(deep)
                  ? Either.right(SampleRows.end(1))
                  : Either.left(new QueryFailure.Cancelled());
            });
    try (var served = ServedColony.by(colony)) {
      assertThat(served.queries().streamSql(SampleRows.QUESTION, new CollectedRows()).getLeft())
          .isInstanceOfSatisfying(
              QueryFailure.SqlRefused.class,
              refused ->
                  assertThat(refused.refusal().reason())
                      .isEqualTo(SqlRefusal.Reason.UNSUPPORTED_TYPE));
    }
  }

  @Test
  void bounds_workThatTheCallerAllows_isPassedOn() {
    var seen = new CompletableFuture<Duration>();
    try (var served = ServedColony.by(recording(seen))) {
      var allowed = Duration.ofSeconds(7);
      var asked = served.queries().within(CallBounds.timeout(allowed));
      assertThat(asked.streamSql(SampleRows.QUESTION, new CollectedRows()).isRight()).isTrue();

      assertThat(seen.join()).isEqualTo(allowed);
    }
  }

  @Test
  void bounds_moreWorkThanTheServerAllows_isCapped() {
    var seen = new CompletableFuture<Duration>();
    try (var served = ServedColony.by(recording(seen))) {
      var asked = served.queries().within(CallBounds.timeout(Duration.ofDays(1)));
      assertThat(asked.streamSql(SampleRows.QUESTION, new CollectedRows()).isRight()).isTrue();

      assertThat(seen.join()).isEqualTo(Duration.ofSeconds(30));
    }
  }

  @Test
  void failure_afterRows_isInTheEndAndTheStatus() throws Exception {
    var failure = new QueryFailure.LimitExceeded("memory", "out of memory", "ask for less");
    try (var served = ServedColony.by(failingAfterRows(failure))) {
      var rows = new CollectedRows();
      assertThat(served.queries().streamSql(SampleRows.QUESTION, rows).getLeft())
          .isEqualTo(failure);
      assertThat(rows.rows()).hasSize(3);

      var call = served.call(CallOptions.DEFAULT);
      call.request(100);
      Status fromTrailers = GrpcStatus.details(call.trailers()).orElseThrow();
      assertThat(Status.parseFrom(call.last().getEnd().getFailure())).isEqualTo(fromTrailers);
      assertThat(call.parts()).containsExactly(PartCase.HEAD, PartCase.BATCH, PartCase.END);
    }
  }

  @Test
  void failure_beforeTheFirstRow_isNoMessage() throws Exception {
    var failure = new QueryFailure.DeadlineExceeded(Duration.ofSeconds(1));
    var colony =
        ScriptedColony.streaming(
            (sink, bounds) -> {
              sink.head(SampleRows.HEAD);
              return Either.left(failure);
            });
    try (var served = ServedColony.by(colony)) {
      assertThat(served.queries().streamSql(SampleRows.QUESTION, new CollectedRows()).getLeft())
          .isEqualTo(failure);

      var call = served.call(CallOptions.DEFAULT);
      call.request(100);
      assertThat(call.status().getCode()).isEqualTo(io.grpc.Status.Code.DEADLINE_EXCEEDED);
      assertThat(call.parts()).isEmpty();
    }
  }

  @Test
  void failure_badRequest_isNoMessage() throws Exception {
    try (var served = ServedColony.by(twoBatches())) {
      var call = served.call(CallOptions.DEFAULT, StreamQueryRequest.getDefaultInstance());
      call.request(100);

      assertThat(call.status().getCode()).isEqualTo(io.grpc.Status.Code.INVALID_ARGUMENT);
      assertThat(call.parts()).isEmpty();
    }
  }

  @Test
  void colony_throwsAfterRows_tellsNothingOfWhy() {
    var colony =
        ScriptedColony.streaming(
            (sink, bounds) -> {
              sink.head(SampleRows.HEAD);
              sink.rows(SampleRows.batch(0, 1));
              throw new IllegalStateException("a secret");
            });
    try (var served = ServedColony.by(colony)) {
      assertThatThrownBy(() -> served.queries().streamSql(SampleRows.QUESTION, new CollectedRows()))
          .isInstanceOf(ColonyFaultException.class)
          .hasMessageNotContaining("secret");
    }
  }

  private static List<SqlValue> number(long value) {
    return List.of(new SqlValue.Int64(value));
  }

  private static ScriptedColony twoBatches() {
    return ScriptedColony.streaming(
        (sink, bounds) -> {
          sink.head(SampleRows.HEAD);
          sink.rows(SampleRows.batch(0, 3));
          sink.rows(SampleRows.batch(3, 2));
          return Either.right(SampleRows.end(5));
        });
  }

  private static ScriptedColony failingAfterRows(QueryFailure failure) {
    return ScriptedColony.streaming(
        (sink, bounds) -> {
          sink.head(SampleRows.HEAD);
          sink.rows(SampleRows.batch(0, 3));
          return Either.left(failure);
        });
  }

  private static ScriptedColony recording(CompletableFuture<Duration> seen) {
    return ScriptedColony.streaming(
        (sink, bounds) -> {
          seen.complete(bounds.timeout());
          sink.head(SampleRows.HEAD);
          return Either.right(SampleRows.end(0));
        });
  }
}
