package io.coral.grpc.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.ListServices;
import io.coral.domain.query.SqlHead;
import io.coral.domain.query.SqlStreamEnd;
import io.coral.domain.sql.SqlBatch;
import io.coral.grpc.CollectedRows;
import io.coral.grpc.SampleRows;
import io.coral.grpc.ScriptedColony;
import io.coral.ports.SqlSink;
import io.grpc.CallOptions;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams go at the pace of their readers, and stop with them: no work outlives its reader. */
@Timeout(60)
class RowStreamPaceTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  /** Rows of a batch of half a megabyte. */
  private static final int HALF_MEGABYTE = 64 * 1024;

  /** Half megabytes that may be under way, in buffers and windows of both sides. */
  private static final int UNDER_WAY = 40;

  @Test
  void pace_readerThatReads_isNeverFarBehind() {
    var produced = new AtomicInteger();
    var ahead = new AtomicInteger();
    var consumed = new AtomicInteger();
    int total = 300;
    try (var served = ServedColony.by(producing(total, produced, new CountDownLatch(1)))) {
      var end =
          served
              .queries()
              .streamSql(
                  SampleRows.QUESTION,
                  onEach(
                      batch -> {
                        ahead.accumulateAndGet(
                            produced.get() - consumed.incrementAndGet(), Math::max);
                        return true;
                      }));

      assertThat(end.isRight()).isTrue();
      assertThat(consumed.get()).isEqualTo(total);
      assertThat(ahead.get()).isLessThan(UNDER_WAY);
    }
  }

  @Test
  void pace_readerThatStandsStill_isLetGo() throws Exception {
    var produced = new AtomicInteger();
    var stopped = new CountDownLatch(1);
    var limits = new StreamLimits(8, Duration.ofMillis(300), LONG);
    try (var served = ServedColony.by(producing(1_000, produced, stopped), limits)) {
      var call = served.call(CallOptions.DEFAULT);
      call.request(1);

      assertThat(stopped.await(20, SECONDS)).as("the work was stopped").isTrue();
      assertThat(produced.get()).isLessThan(UNDER_WAY);
      call.request(1_000);
      assertThat(call.status().getCode()).isEqualTo(io.grpc.Status.Code.RESOURCE_EXHAUSTED);
      assertThat(call.last().getEnd().getFailure())
          .isNotEqualTo(com.google.protobuf.ByteString.EMPTY);
    }
  }

  @Test
  void pace_manyReadersThatStandStill_holdNoMoreThanEachMay() throws Exception {
    int readers = 8;
    var produced = new AtomicInteger();
    var stopped = new CountDownLatch(readers);
    var limits = new StreamLimits(readers, Duration.ofSeconds(1), LONG);
    try (var served = ServedColony.by(producing(1_000, produced, stopped), limits)) {
      for (int i = 0; i < readers; i++) {
        served.call(CallOptions.DEFAULT).request(1);
      }

      assertThat(stopped.await(20, SECONDS)).as("the work of all was stopped").isTrue();
      assertThat(produced.get()).isLessThan(readers * UNDER_WAY);
      assertThat(served.queries().listServices(ListServices.all()).isRight()).isTrue();
    }
  }

  @Test
  void sink_wantsNoMore_stopsTheWork() throws Exception {
    var stopped = new CountDownLatch(1);
    try (var served = ServedColony.by(producing(1_000, new AtomicInteger(), stopped))) {
      var end = served.queries().streamSql(SampleRows.QUESTION, onEach(batch -> false));

      assertThat(end.getLeft()).isEqualTo(new QueryFailure.Cancelled());
      assertThat(stopped.await(5, SECONDS)).as("the work was stopped").isTrue();
    }
  }

  @Test
  void sink_throws_stopsTheWorkAndThrows() throws Exception {
    var stopped = new CountDownLatch(1);
    try (var served = ServedColony.by(producing(1_000, new AtomicInteger(), stopped))) {
      assertThatThrownBy(
              () ->
                  served
                      .queries()
                      .streamSql(
                          SampleRows.QUESTION,
                          onEach(
                              batch -> {
                                throw new IllegalArgumentException("the sink's own");
                              })))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the sink's own");
      assertThat(stopped.await(5, SECONDS)).as("the work was stopped").isTrue();
    }
  }

  @Test
  void client_vanishes_stopsTheWork() throws Exception {
    var stopped = new CountDownLatch(1);
    try (var served = ServedColony.by(producing(1_000, new AtomicInteger(), stopped))) {
      var call = served.call(CallOptions.DEFAULT);
      call.request(1);
      call.awaitMessage();

      served.channel().shutdownNow();

      assertThat(stopped.await(5, SECONDS)).as("the work was stopped").isTrue();
    }
  }

  @Test
  void deadline_ofTheCaller_stopsTheWork() throws Exception {
    var stopped = new CountDownLatch(1);
    try (var served = ServedColony.by(producing(1_000, new AtomicInteger(), stopped))) {
      var call = served.call(CallOptions.DEFAULT.withDeadlineAfter(4, SECONDS));
      call.request(1);
      call.awaitMessage(); // or else there might be no work yet that could be stopped

      assertThat(call.status().getCode()).isEqualTo(io.grpc.Status.Code.DEADLINE_EXCEEDED);
      assertThat(stopped.await(5, SECONDS)).as("the work was stopped").isTrue();
    }
  }

  @Test
  void deadline_ofTheServer_endsTheStream() throws Exception {
    var stopped = new CountDownLatch(1);
    var total = Duration.ofMillis(400);
    var limits = new StreamLimits(8, LONG, total);
    try (var served =
        ServedColony.by(producing(Integer.MAX_VALUE, new AtomicInteger(), stopped), limits)) {
      var end = served.queries().streamSql(SampleRows.QUESTION, onEach(batch -> true));

      assertThat(end.getLeft()).isEqualTo(new QueryFailure.DeadlineExceeded(total));
      assertThat(stopped.await(5, SECONDS)).as("the work was stopped").isTrue();
    }
  }

  @Test
  void close_whileAReaderReads_isUnavailableAndStopsTheWork() throws Exception {
    var stopped = new CountDownLatch(1);
    var begun = new CountDownLatch(1);
    var rows = producing(Integer.MAX_VALUE, new AtomicInteger(), stopped);
    try (var served = ServedColony.by(rows)) {
      var reader =
          onEach(
              batch -> {
                begun.countDown();
                return true;
              });
      var end =
          CompletableFuture.supplyAsync(
              () -> served.queries().streamSql(SampleRows.QUESTION, reader));
      begun.await();

      served.server().close(Duration.ofMillis(1));

      assertThat(end.get(20, SECONDS).getLeft()).isInstanceOf(QueryFailure.Unavailable.class);
      assertThat(stopped.await(20, SECONDS)).as("the work was stopped").isTrue();
    }
  }

  @Test
  void streams_moreThanTheServerTakes_areTurnedAwayAndKeepNobodyElseWaiting() throws Exception {
    var stopped = new CountDownLatch(1);
    var limits = new StreamLimits(1, LONG, LONG);
    try (var served = ServedColony.by(producing(1_000, new AtomicInteger(), stopped), limits)) {
      var first = served.call(CallOptions.DEFAULT);
      first.request(1);
      first.awaitMessage();

      var second = served.queries().streamSql(SampleRows.QUESTION, new CollectedRows());

      assertThat(second.getLeft())
          .isInstanceOfSatisfying(
              QueryFailure.LimitExceeded.class,
              refused -> assertThat(refused.limit()).isEqualTo("concurrent_streams"));
      assertThat(served.queries().listServices(ListServices.all()).isRight()).isTrue();
    }
    assertThat(stopped.await(5, SECONDS)).as("closing the server stopped the work").isTrue();
  }

  /** Half megabytes, as many as there are or until the sink wants no more. */
  private static ScriptedColony producing(
      int batches, AtomicInteger produced, CountDownLatch stopped) {
    return ScriptedColony.streaming(
        (sink, bounds) -> {
          sink.head(SampleRows.HEAD);
          for (int i = 0; i < batches; i++) {
            if (!sink.rows(SampleRows.batch(0, HALF_MEGABYTE))) {
              stopped.countDown();
              return Either.left(new QueryFailure.Cancelled());
            }
            produced.incrementAndGet();
          }
          return Either.right(
              new SqlStreamEnd((long) batches * HALF_MEGABYTE, false, Duration.ZERO, List.of()));
        });
  }

  private interface Taking {
    boolean take(SqlBatch batch);
  }

  private static SqlSink onEach(Taking taking) {
    return new SqlSink() {
      @Override
      public void head(SqlHead head) {}

      @Override
      public boolean rows(SqlBatch batch) {
        return taking.take(batch);
      }
    };
  }
}
