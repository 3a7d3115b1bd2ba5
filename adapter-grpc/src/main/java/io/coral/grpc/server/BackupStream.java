package io.coral.grpc.server;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.coral.domain.failure.QueryFailure;
import io.coral.grpc.v1.BackupResponse;
import io.coral.grpc.wire.AdminMapping;
import io.coral.grpc.wire.FailureMapping;
import io.coral.grpc.wire.GrpcStatus;
import io.coral.ports.BackupDigest;
import io.coral.ports.BackupSink;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;

/** Sends the pieces of a backup, as fast as they are taken. */
final class BackupStream implements BackupSink {
  private final ServerCallStreamObserver<BackupResponse> call;
  private final Readiness readiness;
  private final Duration patience;
  private boolean abandoned;

  /**
   * Must be made before the handler of the call has returned.
   *
   * @param patience time for which a reader may take nothing before it is let go
   */
  BackupStream(ServerCallStreamObserver<BackupResponse> call, Duration patience) {
    this.call = call;
    this.readiness = new Readiness(call);
    this.patience = patience;
  }

  @Override
  public boolean take(byte[] bytes) {
    try {
      if (!readiness.await(patience)) {
        abandoned = true;
        return false;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    if (call.isCancelled()) {
      return false;
    }
    ByteString piece = UnsafeByteOperations.unsafeWrap(bytes); // nobody changes them
    call.onNext(BackupResponse.newBuilder().setPiece(piece).build());
    return true;
  }

  void end(BackupDigest digest) {
    call.onNext(BackupResponse.newBuilder().setEnd(AdminMapping.toWire(digest)).build());
    call.onCompleted();
  }

  /**
   * @param failure what the colony says; if it was the reader, what matters is that
   */
  void fail(QueryFailure failure) {
    call.onError(GrpcStatus.exception(abandoned ? notTaken() : failure));
  }

  void failInternally() {
    call.onError(GrpcStatus.exception(FailureMapping.internalError()));
  }

  private QueryFailure notTaken() {
    return new QueryFailure.LimitExceeded(
        "reader_patience",
        "the reader took nothing of the backup for " + patience.toMillis() + " ms",
        "write it where there is room, and fast enough");
  }
}
