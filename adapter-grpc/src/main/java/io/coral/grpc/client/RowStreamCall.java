package io.coral.grpc.client;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.SqlStreamEnd;
import io.coral.domain.query.StreamSql;
import io.coral.grpc.v1.QueryServiceGrpc;
import io.coral.grpc.v1.StreamQueryRequest;
import io.coral.grpc.v1.StreamQueryResponse;
import io.coral.grpc.wire.GrpcStatus;
import io.coral.grpc.wire.SqlStreamMapping;
import io.coral.grpc.wire.StreamPart;
import io.coral.ports.CallBounds;
import io.coral.ports.Cancellation;
import io.coral.ports.SqlSink;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.vavr.control.Either;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One stream of rows, from its question to its end. */
final class RowStreamCall {
  /** Messages on their way or waiting to be read, each of about a megabyte at most. */
  private static final int AHEAD = 3;

  /** Bytes of one message; a colony keeps well below. */
  private static final int MAX_MESSAGE_BYTES = 8 * 1024 * 1024;

  private final Channel channel;
  private final CallBounds bounds;
  private final CallFailures failures;
  private final CallEvents<StreamQueryResponse> events = new CallEvents<>();
  private final RowReader reader = new RowReader();

  /** What the colony said at the end; the call ends a moment later. */
  private @Nullable Either<QueryFailure, SqlStreamEnd> outcome;

  RowStreamCall(Channel channel, CallBounds bounds) {
    this.channel = channel;
    this.bounds = bounds;
    this.failures = new CallFailures(channel.authority(), bounds.timeout());
  }

  Either<QueryFailure, SqlStreamEnd> run(StreamSql intent, SqlSink sink) {
    ClientCall<StreamQueryRequest, StreamQueryResponse> call =
        channel.newCall(
            QueryServiceGrpc.getStreamQueryMethod(),
            CallOptions.DEFAULT
                .withDeadlineAfter(GrpcColonyQueries.STREAM_TIMEOUT.toNanos(), TimeUnit.NANOSECONDS)
                .withMaxInboundMessageSize(MAX_MESSAGE_BYTES)
                .withExecutor(events));
    Cancellation.Registration registration =
        bounds.cancellation().onCancel(() -> call.cancel("the asker gave up", null));
    try {
      call.start(events, new Metadata());
      call.sendMessage(SqlStreamMapping.toWire(intent, bounds.timeout()));
      call.halfClose();
      call.request(AHEAD);
      return read(call, sink);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Either.left(new QueryFailure.Cancelled());
    } finally {
      registration.close();
      call.cancel("read to its end, or as far as wanted", null);
      events.abandon();
    }
  }

  private Either<QueryFailure, SqlStreamEnd> read(ClientCall<?, ?> call, SqlSink sink)
      throws InterruptedException {
    while (true) {
      var event = events.next(bounds.timeout());
      if (event instanceof CallEvents.Event.Message<StreamQueryResponse>(var message)) {
        StreamPart part;
        try {
          part = reader.read(message);
        } catch (IllegalArgumentException | ArithmeticException e) {
          return Either.left(failures.unreadable());
        }
        if (!take(part, sink)) {
          return Either.left(new QueryFailure.Cancelled());
        }
        call.request(1);
      } else if (outcome != null) {
        return outcome;
      } else {
        return Either.left(
            event instanceof CallEvents.Event.Closed<StreamQueryResponse>(var status, var trailers)
                ? cause(status, trailers)
                : new QueryFailure.DeadlineExceeded(bounds.timeout()));
      }
    }
  }

  /** Whether more is wanted. */
  private boolean take(StreamPart part, SqlSink sink) {
    switch (part) {
      case StreamPart.Head(var head) -> sink.head(head);
      case StreamPart.Rows(var batch) -> {
        return sink.rows(batch);
      }
      case StreamPart.End(var end) -> outcome = Either.right(end);
      case StreamPart.Failed(var status) ->
          outcome = Either.left(failures.toDomain(GrpcStatus.exception(status)));
      case StreamPart.Unknown unknown -> {}
    }
    return true;
  }

  /** Why a stream has closed that had no end. */
  private QueryFailure cause(io.grpc.Status status, Metadata trailers) {
    if (bounds.cancellation().isCancelled()) {
      return new QueryFailure.Cancelled();
    }
    if (status.isOk()) {
      return failures.cutOff();
    }
    StatusRuntimeException failed = status.asRuntimeException(trailers);
    return reader.hasBegun() ? failures.inMidstream(failed) : failures.toDomain(failed);
  }
}
