package io.coral.grpc.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.SqlStreamEnd;
import io.coral.grpc.CollectedRows;
import io.coral.grpc.SampleRows;
import io.coral.grpc.v1.Cells;
import io.coral.grpc.v1.Column;
import io.coral.grpc.v1.ListValue;
import io.coral.grpc.v1.QueryEnd;
import io.coral.grpc.v1.QueryHead;
import io.coral.grpc.v1.QueryServiceGrpc;
import io.coral.grpc.v1.RowBatch;
import io.coral.grpc.v1.StreamQueryRequest;
import io.coral.grpc.v1.StreamQueryResponse;
import io.coral.grpc.v1.TextCells;
import io.coral.grpc.v1.TimeRange;
import io.coral.grpc.v1.Value;
import io.coral.ports.ColonyClients;
import io.coral.ports.ColonyEndpoint;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.vavr.control.Either;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client makes of streams that no colony sends, or that break off. */
@Timeout(60)
public abstract class HostileStreamContract {
  private static final StreamQueryResponse HEAD =
      StreamQueryResponse.newBuilder()
          .setHead(
              QueryHead.newBuilder()
                  .addColumns(Column.newBuilder().setName("n").setType("BIGINT"))
                  .setRowLimit(10)
                  .setAppliedRange(
                      TimeRange.newBuilder()
                          .setFrom(com.google.protobuf.Timestamp.newBuilder().setSeconds(0))
                          .setTo(com.google.protobuf.Timestamp.newBuilder().setSeconds(60))))
          .build();

  private static final StreamQueryResponse ROW =
      batch(1, Cells.newBuilder().setInt64Values(ByteString.copyFrom(new byte[8])));

  private final ColonyClients clients;

  protected HostileStreamContract(ColonyClients clients) {
    this.clients = clients;
  }

  static Stream<Arguments> unreadable() {
    return Stream.of(
        stream("a batch before the head", ROW, end(1)),
        stream("two heads", HEAD, HEAD, end(0)),
        stream("rows after the end", HEAD, ROW, end(1), ROW),
        stream("an end without a head", end(0)),
        stream("an end that counts other rows", HEAD, ROW, end(2)),
        stream("a head without a range", without(HEAD)),
        stream("a failure that is no status", HEAD, failure(ByteString.copyFromUtf8("no status"))),
        stream("a negative number of rows", HEAD, batch(-1, whole(0))),
        stream("more rows than cells", HEAD, batch(Integer.MAX_VALUE, whole(8))),
        stream("a cell too many", HEAD, batch(1, whole(16))),
        stream("a piece of a cell", HEAD, batch(1, whole(7))),
        stream("rows without columns", HEAD, batch(1)),
        stream("a column too many", HEAD, batch(1, whole(8), whole(8))),
        stream("cells of no kind", HEAD, batch(1, Cells.newBuilder())),
        stream("no kind and no rows", HEAD, batch(0, Cells.newBuilder())),
        stream("nulls beyond the rows", HEAD, batch(1, nulls(new byte[] {2}))),
        stream("nulls longer than the rows", HEAD, batch(1, nulls(new byte[2]))),
        stream("texts that end before they start", HEAD, batch(2, texts("abc", 3, 2))),
        stream("a text that ends beyond the texts", HEAD, batch(2, texts("abc", 1, 4))),
        stream("a text that ends below zero", HEAD, batch(1, texts("abc", -1))),
        stream("too few ends", HEAD, batch(2, texts("abc", 3))),
        stream("too few doubles", HEAD, batch(1, Cells.newBuilder().setDoubleValues(bytes(4)))),
        stream("too many truths", HEAD, batch(1, Cells.newBuilder().setBoolValues(bytes(2)))),
        stream("too few times", HEAD, batch(1, Cells.newBuilder().setTimestampValues(bytes(0)))),
        stream(
            "too many mixed values",
            HEAD,
            batch(
                0,
                Cells.newBuilder()
                    .setMixedValues(
                        ListValue.newBuilder().addValues(Value.getDefaultInstance())))));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void stream_thatNoColonySends_isUnavailable(List<StreamQueryResponse> messages) throws Exception {
    assertThat(read(messages, Status.OK).getLeft())
        .isInstanceOfSatisfying(
            QueryFailure.Unavailable.class,
            failure -> assertThat(failure.message()).contains("answers what no colony says"));
  }

  @Test
  void stream_withoutEnd_wasCutOff() throws Exception {
    for (Status status : List.of(Status.OK, Status.UNAVAILABLE, Status.CANCELLED)) {
      assertThat(read(List.of(HEAD, ROW), status).getLeft())
          .isInstanceOfSatisfying(
              QueryFailure.Unavailable.class,
              failure -> assertThat(failure.message()).contains("was cut off"));
    }
  }

  @Test
  void stream_withNothingInIt_wasCutOff() throws Exception {
    assertThat(read(List.of(), Status.OK).getLeft().message()).contains("was cut off");
  }

  @Test
  void stream_whoseStatusIsLost_isWhatItsEndSays() throws Exception {
    assertThat(read(List.of(HEAD, ROW, end(1)), Status.UNAVAILABLE).map(SqlStreamEnd::rows))
        .isEqualTo(Either.right(1L));
  }

  @Test
  void stream_ofANewerColony_isReadAsFarAsItIsKnown() throws Exception {
    var novelty =
        UnknownFieldSet.newBuilder()
            .addField(99, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
            .build();
    var unknownPart = StreamQueryResponse.newBuilder().setUnknownFields(novelty).build();
    var head = HEAD.toBuilder().setUnknownFields(novelty).build();

    assertThat(
            read(List.of(head, unknownPart, ROW, unknownPart, end(1)), Status.OK)
                .map(SqlStreamEnd::rows))
        .isEqualTo(Either.right(1L));
  }

  private Either<QueryFailure, SqlStreamEnd> read(List<StreamQueryResponse> messages, Status status)
      throws Exception {
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(
                new QueryServiceGrpc.QueryServiceImplBase() {
                  @Override
                  public void streamQuery(
                      StreamQueryRequest request, StreamObserver<StreamQueryResponse> reply) {
                    messages.forEach(reply::onNext);
                    if (status.isOk()) {
                      reply.onCompleted();
                    } else {
                      reply.onError(status.asRuntimeException());
                    }
                  }
                })
            .build()
            .start();
    try (var client =
        clients
            .connect(ColonyEndpoint.plain((InetSocketAddress) server.getListenSockets().get(0)))
            .get()) {
      return client.queries().streamSql(SampleRows.QUESTION, new CollectedRows());
    } finally {
      server.shutdownNow().awaitTermination();
    }
  }

  private static Arguments stream(String what, StreamQueryResponse... messages) {
    return Arguments.of(Named.of(what, List.of(messages)));
  }

  private static StreamQueryResponse without(StreamQueryResponse head) {
    return head.toBuilder().setHead(head.getHead().toBuilder().clearAppliedRange()).build();
  }

  private static StreamQueryResponse batch(int rows, Cells.Builder... columns) {
    var batch = RowBatch.newBuilder().setRowCount(rows);
    for (Cells.Builder cells : columns) {
      batch.addColumns(cells);
    }
    return StreamQueryResponse.newBuilder().setBatch(batch).build();
  }

  private static StreamQueryResponse end(long rows) {
    return StreamQueryResponse.newBuilder().setEnd(QueryEnd.newBuilder().setRowCount(rows)).build();
  }

  private static StreamQueryResponse failure(ByteString status) {
    return StreamQueryResponse.newBuilder()
        .setEnd(QueryEnd.newBuilder().setFailure(status))
        .build();
  }

  private static Cells.Builder whole(int bytes) {
    return Cells.newBuilder().setInt64Values(bytes(bytes));
  }

  private static Cells.Builder nulls(byte[] bits) {
    return whole(8).setNulls(ByteString.copyFrom(bits));
  }

  private static Cells.Builder texts(String utf8, int... ends) {
    var bytes = ByteBuffer.allocate(4 * ends.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int end : ends) {
      bytes.putInt(end);
    }
    return Cells.newBuilder()
        .setTextValues(
            TextCells.newBuilder()
                .setUtf8(ByteString.copyFromUtf8(utf8))
                .setEnds(ByteString.copyFrom(bytes.flip())));
  }

  private static ByteString bytes(int length) {
    return ByteString.copyFrom(new byte[length]);
  }
}
