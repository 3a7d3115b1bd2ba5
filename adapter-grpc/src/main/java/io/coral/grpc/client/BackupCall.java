package io.coral.grpc.client;

import io.coral.domain.failure.QueryFailure;
import io.coral.grpc.v1.AdminServiceGrpc;
import io.coral.grpc.v1.BackupRequest;
import io.coral.grpc.v1.BackupResponse;
import io.coral.grpc.wire.AdminMapping;
import io.coral.ports.BackupDigest;
import io.coral.ports.BackupSink;
import io.coral.ports.Cancellation;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One backup, from the wish for it to its end. */
final class BackupCall {
  /** For the whole of it; a colony allows no more. */
  private static final Duration TIMEOUT = Duration.ofHours(1);

  /** Between two pieces; before the first the colony makes its copy, which may take long. */
  private static final Duration STALL = Duration.ofMinutes(2);

  /** Messages on their way or waiting to be written. */
  private static final int AHEAD = 4;

  /** Bytes of one message; a colony keeps well below. */
  private static final int MAX_MESSAGE_BYTES = 4 * 1024 * 1024;

  private final Channel channel;
  private final Cancellation cancellation;
  private final CallFailures failures;
  private final CallEvents<BackupResponse> events = new CallEvents<>();
  private boolean begun;

  /** What the colony said at the end; the call ends a moment later. */
  private @Nullable BackupDigest digest;

  BackupCall(Channel channel, Cancellation cancellation) {
    this.channel = channel;
    this.cancellation = cancellation;
    this.failures = new CallFailures(channel.authority(), TIMEOUT);
  }

  Either<QueryFailure, BackupDigest> run(BackupSink sink) {
    ClientCall<BackupRequest, BackupResponse> call =
        channel.newCall(
            AdminServiceGrpc.getBackupMethod(),
            CallOptions.DEFAULT
                .withDeadlineAfter(TIMEOUT.toNanos(), TimeUnit.NANOSECONDS)
                .withMaxInboundMessageSize(MAX_MESSAGE_BYTES)
                .withExecutor(events));
    Cancellation.Registration registration =
        cancellation.onCancel(() -> call.cancel("the asker gave up", null));
    try {
      call.start(events, new Metadata());
      call.sendMessage(BackupRequest.getDefaultInstance());
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

  private Either<QueryFailure, BackupDigest> read(ClientCall<?, ?> call, BackupSink sink)
      throws InterruptedException {
    while (true) {
      switch (events.next(begun ? STALL : TIMEOUT)) {
        case CallEvents.Event.Message<BackupResponse>(var message) -> {
          begun = true;
          boolean wanted;
          try {
            wanted = take(message, sink);
          } catch (IllegalArgumentException e) {
            return Either.left(failures.unreadable());
          }
          if (!wanted) {
            return Either.left(new QueryFailure.Cancelled());
          }
          call.request(1);
        }
        case CallEvents.Event.Closed<BackupResponse>(var status, var trailers) -> {
          return ended(status, trailers);
        }
        case null -> {
          return Either.left(new QueryFailure.DeadlineExceeded(STALL));
        }
      }
    }
  }

  private boolean take(BackupResponse message, BackupSink sink) {
    return switch (message.getPartCase()) {
      case PIECE -> sink.take(message.getPiece().toByteArray());
      case END -> {
        digest = AdminMapping.toDomain(message.getEnd());
        yield true;
      }
      case PART_NOT_SET -> true; // said by a newer colony
    };
  }

  private Either<QueryFailure, BackupDigest> ended(Status status, Metadata trailers) {
    BackupDigest whole = digest;
    if (whole != null) {
      return Either.right(whole);
    }
    if (cancellation.isCancelled()) {
      return Either.left(new QueryFailure.Cancelled());
    }
    if (status.isOk()) {
      return Either.left(failures.cutOff());
    }
    var failed = status.asRuntimeException(trailers);
    return Either.left(begun ? failures.inMidstream(failed) : failures.toDomain(failed));
  }
}
