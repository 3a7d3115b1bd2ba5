package io.coral.grpc.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.Status;
import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.SqlHead;
import io.coral.domain.query.SqlStreamEnd;
import io.coral.domain.query.StreamSql;
import io.coral.domain.sql.SqlBatch;
import io.coral.domain.sql.SqlCells;
import io.coral.grpc.v1.QueryEnd;
import io.coral.grpc.v1.QueryHead;
import io.coral.grpc.v1.RowBatch;
import io.coral.grpc.v1.StreamQueryRequest;
import io.coral.grpc.v1.StreamQueryResponse;
import io.vavr.control.Either;
import io.vavr.control.Validation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Guarded SQL whose rows come as a stream. */
public final class SqlStreamMapping {
  private SqlStreamMapping() {}

  public static Either<QueryFailure, StreamSql> toDomain(StreamQueryRequest request) {
    return Fields.firstFailure(
        Validation.combine(
                StatementMapping.toDomain(
                    request.getSql(),
                    request.getParametersMap(),
                    request.getTimeRangeMs(),
                    request.hasRange() ? Optional.of(request.getRange()) : Optional.empty()),
                StatementMapping.streamLimit(request.getMaxRows()))
            .ap(StreamSql::new));
  }

  /** The work that a request allows; empty if it leaves that to the colony. */
  public static Either<QueryFailure, Optional<Duration>> maxWork(StreamQueryRequest request) {
    long millis = request.getMaxWorkMs();
    return millis < 0
        ? Fields.<Optional<Duration>>bad(
                "max_work_ms", "must not be negative, got " + millis, "0 leaves it to the colony")
            .toEither()
        : Either.right(Optional.of(Duration.ofMillis(millis)).filter(Duration::isPositive));
  }

  /**
   * @param maxWork rounded up to whole milliseconds
   */
  public static StreamQueryRequest toWire(StreamSql intent, Duration maxWork) {
    var request =
        StreamQueryRequest.newBuilder()
            .setMaxRows(intent.maxRows().rows())
            .setMaxWorkMs(maxWork.plusNanos(999_999).toMillis());
    StatementMapping.toWire(
        intent.statement(),
        request::setSql,
        request::putAllParameters,
        request::setTimeRangeMs,
        request::setRange);
    return request.build();
  }

  public static StreamQueryResponse toWire(SqlHead head) {
    return StreamQueryResponse.newBuilder()
        .setHead(
            QueryHead.newBuilder()
                .addAllColumns(SqlMapping.columnsToWire(head.columns()))
                .setRowLimit(head.rowLimit())
                .setAppliedRange(WindowMapping.toWire(head.applied())))
        .build();
  }

  /** Refuses a batch that no reader could parse. */
  public static Optional<QueryFailure> unreadable(SqlBatch batch) {
    boolean readable =
        batch.columns().stream()
            .filter(SqlCells.Mixed.class::isInstance)
            .map(SqlCells.Mixed.class::cast)
            .allMatch(mixed -> SqlMapping.areReadable(List.of(mixed.values())));
    return readable ? Optional.empty() : Optional.of(SqlMapping.nestedTooDeep());
  }

  /** Some rows of a batch. */
  public static StreamQueryResponse toWire(SqlBatch batch, RowRange rows) {
    var message = RowBatch.newBuilder().setRowCount(rows.to() - rows.from());
    for (SqlCells cells : batch.columns()) {
      message.addColumns(CellsWriting.toWire(cells, rows.from(), rows.to()));
    }
    return StreamQueryResponse.newBuilder().setBatch(message).build();
  }

  public static StreamQueryResponse toWire(SqlStreamEnd end) {
    return StreamQueryResponse.newBuilder()
        .setEnd(
            QueryEnd.newBuilder()
                .setRowCount(end.rows())
                .setTruncated(end.truncated())
                .addAllNotes(NoteMapping.toWire(end.notes()))
                .setWorkedMs(end.worked().toMillis()))
        .build();
  }

  /** The end of a stream that failed after its head. */
  public static StreamQueryResponse toWire(Status failure) {
    return StreamQueryResponse.newBuilder()
        .setEnd(QueryEnd.newBuilder().setFailure(failure.toByteString()))
        .build();
  }

  /**
   * @throws IllegalArgumentException if no colony can have said so
   */
  public static StreamPart toDomain(StreamQueryResponse message) {
    return switch (message.getPartCase()) {
      case HEAD -> new StreamPart.Head(toDomain(message.getHead()));
      case BATCH -> new StreamPart.Rows(toDomain(message.getBatch()));
      case END -> toDomain(message.getEnd());
      case PART_NOT_SET -> new StreamPart.Unknown();
    };
  }

  private static SqlHead toDomain(QueryHead head) {
    return new SqlHead(
        SqlMapping.columnsToDomain(head.getColumnsList()),
        head.getRowLimit(),
        WindowMapping.toDomain(head.getAppliedRange()));
  }

  private static SqlBatch toDomain(RowBatch batch) {
    int rows = batch.getRowCount();
    if (rows < 0 || (rows > 0 && batch.getColumnsCount() == 0)) {
      throw new IllegalArgumentException(
          "a batch has " + rows + " rows of " + batch.getColumnsCount() + " columns");
    }
    List<SqlCells> columns = new ArrayList<>(batch.getColumnsCount());
    batch.getColumnsList().forEach(cells -> columns.add(CellsReading.toDomain(cells, rows)));
    return new SqlBatch(rows, columns);
  }

  private static StreamPart toDomain(QueryEnd end) {
    if (!end.getFailure().isEmpty()) {
      try {
        return new StreamPart.Failed(Status.parseFrom(end.getFailure()));
      } catch (InvalidProtocolBufferException e) {
        throw new IllegalArgumentException("the failure is no status", e);
      }
    }
    if (end.getRowCount() < 0 || end.getWorkedMs() < 0) {
      throw new IllegalArgumentException("a count or a time is negative");
    }
    return new StreamPart.End(
        new SqlStreamEnd(
            end.getRowCount(),
            end.getTruncated(),
            Duration.ofMillis(end.getWorkedMs()),
            NoteMapping.toDomain(end.getNotesList())));
  }
}
