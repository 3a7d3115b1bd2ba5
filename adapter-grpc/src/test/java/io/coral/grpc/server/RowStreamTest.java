package io.coral.grpc.server;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.rpc.Status;
import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.ListServices;
import io.coral.domain.query.SqlHead;
import io.coral.domain.query.SqlStreamEnd;
import io.coral.domain.sql.SqlBatch;
import io.coral.domain.sql.SqlCells;
import io.coral.domain.sql.SqlRefusal;
import io.coral.domain.sql.SqlValue;
import io.coral.grpc.CollectedRows;
import io.coral.grpc.SampleRows;
import io.coral.grpc.ScriptedColony;
import io.coral.grpc.client.ColonyFaultException;
import io.coral.grpc.client.GrpcColonyClients;
import io.coral.grpc.v1.QueryServiceGrpc;
import io.coral.grpc.v1.StreamQueryRequest;
import io.coral.grpc.v1.StreamQueryResponse;
import io.coral.grpc.v1.StreamQueryResponse.PartCase;
import io.coral.grpc.wire.GrpcStatus;
import io.coral.ports.CallBounds;
import io.coral.ports.ColonyClients.ColonyClient;
import io.coral.ports.ColonyQueries;
import io.coral.ports.QueryServers.QueryServer;
import io.coral.ports.SqlSink;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.NettyChannelBuilder;
import io.vavr.control.Either;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams of rows through server, wire and client: their order, their pace and their ends. */
@Timeout(60)
class RowStreamTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  /** Rows of a batch of half a megabyte. */
  private static final int HALF_MEGABYTE = 64 * 1024;

  /** Half megabytes that may be under way, in buffers and windows of both sides. */
  private static final int UNDER_WAY = 40;

  @Test
  void stream_rows_comeAsTheyWere() {
    try (var colony = Served.by(twoBatches())) {
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
    try (var colony = Served.by(twoBatches())) {
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
    try (var served = Served.by(colony)) {
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
    try (var served = Served.by(colony)) {
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
    try (var served = Served.by(colony)) {
      assertThat(served.queries().streamSql(SampleRows.QUESTION, new CollectedRows()).getLeft())
          .isInstanceOfSatisfying(
              QueryFailure.SqlRefused.class,
              refused ->
                  assertThat(refused.refusal().reason())
                      .isEqualTo(SqlRefusal.Reason.UNSUPPORTED_TYPE));
    }
  }

  @Test
  void pace_readerThatReads_isNeverFarBehind() {
    var produced = new AtomicInteger();
    var ahead = new AtomicInteger();
    var consumed = new AtomicInteger();
    int total = 300;
    try (var served = Served.by(producing(total, produced, new CountDownLatch(1)))) {
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
    try (var served = Served.by(producing(1_000, produced, stopped), limits)) {
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
  void sink_wantsNoMore_stopsTheWork() throws Exception {
    var stopped = new CountDownLatch(1);
    try (var served = Served.by(producing(1_000, new AtomicInteger(), stopped))) {
      var end = served.queries().streamSql(SampleRows.QUESTION, onEach(batch -> false));

      assertThat(end.getLeft()).isEqualTo(new QueryFailure.Cancelled());
      assertThat(stopped.await(5, SECONDS)).as("the work was stopped").isTrue();
    }
  }

  @Test
  void sink_throws_stopsTheWorkAndThrows() throws Exception {
    var stopped = new CountDownLatch(1);
    try (var served = Served.by(producing(1_000, new AtomicInteger(), stopped))) {
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
    try (var served = Served.by(producing(1_000, new AtomicInteger(), stopped))) {
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
    try (var served = Served.by(producing(1_000, new AtomicInteger(), stopped))) {
      var call = served.call(CallOptions.DEFAULT.withDeadlineAfter(700, MILLISECONDS));
      call.request(1);

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
        Served.by(producing(Integer.MAX_VALUE, new AtomicInteger(), stopped), limits)) {
      var end = served.queries().streamSql(SampleRows.QUESTION, onEach(batch -> true));

      assertThat(end.getLeft()).isEqualTo(new QueryFailure.DeadlineExceeded(total));
      assertThat(stopped.await(5, SECONDS)).as("the work was stopped").isTrue();
    }
  }

  @Test
  void bounds_workThatTheCallerAllows_isPassedOn() {
    var seen = new CompletableFuture<Duration>();
    try (var served = Served.by(recording(seen))) {
      var allowed = Duration.ofSeconds(7);
      var asked = served.queries().within(CallBounds.timeout(allowed));
      assertThat(asked.streamSql(SampleRows.QUESTION, new CollectedRows()).isRight()).isTrue();

      assertThat(seen.join()).isEqualTo(allowed);
    }
  }

  @Test
  void bounds_moreWorkThanTheServerAllows_isCapped() {
    var seen = new CompletableFuture<Duration>();
    try (var served = Served.by(recording(seen))) {
      var asked = served.queries().within(CallBounds.timeout(Duration.ofDays(1)));
      assertThat(asked.streamSql(SampleRows.QUESTION, new CollectedRows()).isRight()).isTrue();

      assertThat(seen.join()).isEqualTo(Duration.ofSeconds(30));
    }
  }

  @Test
  void failure_afterRows_isInTheEndAndTheStatus() throws Exception {
    var failure = new QueryFailure.LimitExceeded("memory", "out of memory", "ask for less");
    try (var served = Served.by(failingAfterRows(failure))) {
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
    try (var served = Served.by(colony)) {
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
    try (var served = Served.by(twoBatches())) {
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
    try (var served = Served.by(colony)) {
      assertThatThrownBy(() -> served.queries().streamSql(SampleRows.QUESTION, new CollectedRows()))
          .isInstanceOf(ColonyFaultException.class)
          .hasMessageNotContaining("secret");
    }
  }

  @Test
  void streams_moreThanTheServerTakes_areTurnedAwayAndKeepNobodyElseWaiting() throws Exception {
    var stopped = new CountDownLatch(1);
    var limits = new StreamLimits(1, LONG, LONG);
    try (var served = Served.by(producing(1_000, new AtomicInteger(), stopped), limits)) {
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

  /** A server on a free loopback port, a client, and a bare channel. */
  private record Served(QueryServer server, ColonyClient client, ManagedChannel channel)
      implements AutoCloseable {
    static Served by(ColonyQueries queries) {
      return by(queries, StreamLimits.DEFAULT);
    }

    static Served by(ColonyQueries queries, StreamLimits limits) {
      var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      QueryServer server =
          new GrpcQueryServers(limits).start(queries, anyPort, Optional.empty()).get();
      return new Served(
          server,
          new GrpcColonyClients().connect(server.address(), Optional.empty()),
          NettyChannelBuilder.forAddress(server.address()).usePlaintext().build());
    }

    ColonyQueries queries() {
      return client.queries();
    }

    RawCall call(CallOptions options) {
      return call(options, StreamQueryRequest.newBuilder().setSql("SELECT 1").build());
    }

    RawCall call(CallOptions options, StreamQueryRequest request) {
      var call = channel.newCall(QueryServiceGrpc.getStreamQueryMethod(), options);
      var raw = new RawCall(call);
      call.start(raw, new Metadata());
      call.sendMessage(request);
      call.halfClose();
      return raw;
    }

    @Override
    public void close() {
      channel.shutdownNow();
      client.close();
      server.close();
    }
  }

  /** A call that reads only what it is told to. */
  private static final class RawCall extends ClientCall.Listener<StreamQueryResponse> {
    private final ClientCall<StreamQueryRequest, StreamQueryResponse> call;
    private final List<StreamQueryResponse> messages = new ArrayList<>();
    private final CountDownLatch first = new CountDownLatch(1);
    private final CompletableFuture<io.grpc.Status> closed = new CompletableFuture<>();
    private final CompletableFuture<Metadata> trailers = new CompletableFuture<>();

    RawCall(ClientCall<StreamQueryRequest, StreamQueryResponse> call) {
      this.call = call;
    }

    void request(int messageCount) {
      call.request(messageCount);
    }

    void awaitMessage() throws InterruptedException {
      assertThat(first.await(20, SECONDS)).as("a message came").isTrue();
    }

    io.grpc.Status status() throws Exception {
      return closed.get(20, SECONDS);
    }

    Metadata trailers() throws Exception {
      return trailers.get(20, SECONDS);
    }

    /** To be asked once the call has closed. */
    List<PartCase> parts() {
      return messages.stream().map(StreamQueryResponse::getPartCase).toList();
    }

    StreamQueryResponse last() {
      return messages.get(messages.size() - 1);
    }

    @Override
    public void onMessage(StreamQueryResponse message) {
      messages.add(message);
      first.countDown();
    }

    @Override
    public void onClose(io.grpc.Status status, Metadata closing) {
      trailers.complete(closing);
      closed.complete(status);
    }
  }
}
