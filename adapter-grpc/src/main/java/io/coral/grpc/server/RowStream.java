package io.coral.grpc.server;

import com.google.rpc.Status;
import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.SqlHead;
import io.coral.domain.query.SqlStreamEnd;
import io.coral.domain.sql.SqlBatch;
import io.coral.grpc.v1.StreamQueryResponse;
import io.coral.grpc.wire.FailureMapping;
import io.coral.grpc.wire.GrpcStatus;
import io.coral.grpc.wire.RowRange;
import io.coral.grpc.wire.SqlStreamMapping;
import io.coral.ports.CallTrail;
import io.coral.ports.SqlSink;
import io.grpc.Deadline;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends one stream: its head with the first rows, rows only as fast as they are taken, and an end
 * that tells of a failure, too. What fails before the first row fails the call instead.
 *
 * <p>Used by one thread at a time.
 */
final class RowStream implements SqlSink {
  private final ServerCallStreamObserver<StreamQueryResponse> call;
  private final Readiness readiness;
  private final Duration patience;
  private final Duration total;
  private final Deadline deadline;
  private final CallTrail trail;

  private volatile @Nullable SqlHead head;
  private volatile boolean begun;
  private volatile @Nullable QueryFailure stopped;

  /** Must be made before the handler of the call has returned. */
  RowStream(
      ServerCallStreamObserver<StreamQueryResponse> call, StreamLimits limits, CallTrail trail) {
    this.call = call;
    this.trail = trail;
    this.readiness = new Readiness(call);
    this.patience = limits.patience();
    this.total = limits.total();
    this.deadline = Deadline.after(total.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void head(SqlHead known) {
    head = known;
  }

  @Override
  public boolean rows(SqlBatch batch) {
    Optional<QueryFailure> unreadable = SqlStreamMapping.unreadable(batch);
    if (unreadable.isPresent()) {
      return stop(unreadable.get());
    }
    begin();
    for (RowRange part : RowRange.partsOf(batch)) {
      if (!isAwaited()) {
        return false;
      }
      call.onNext(SqlStreamMapping.toWire(batch, part));
    }
    return true;
  }

  /** Ends a stream whose rows have all been sent. */
  void end(SqlStreamEnd end) {
    begin();
    call.onNext(SqlStreamMapping.toWire(end));
    call.onCompleted();
  }

  /**
   * Ends a stream whose rows have not all been sent.
   *
   * @param failure what the colony says; if it was told to stop, what matters is why
   */
  void fail(QueryFailure failure) {
    QueryFailure cause = stopped;
    fail(FailureMapping.toWire(cause == null ? failure : cause));
  }

  void fail(Status status) {
    if (begun) {
      call.onNext(SqlStreamMapping.toWire(status));
    }
    call.onError(GrpcStatus.exception(status));
  }

  private void begin() {
    if (begun) {
      return;
    }
    SqlHead known = head;
    if (known == null) {
      throw new IllegalStateException("a stream has no head");
    }
    begun = true;
    call.onNext(SqlStreamMapping.toWire(known));
  }

  private boolean isAwaited() {
    long left = deadline.timeRemaining(TimeUnit.NANOSECONDS);
    Duration wait = left < patience.toNanos() ? Duration.ofNanos(Math.max(0, left)) : patience;
    long start = System.nanoTime();
    try {
      if (!wait.isPositive() || !readiness.await(wait)) {
        return stop(deadline.isExpired() ? tooLong() : notTaken());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      trail.waited(Duration.ofNanos(System.nanoTime() - start));
    }
    return !call.isCancelled();
  }

  private boolean stop(QueryFailure why) {
    stopped = why;
    return false;
  }

  private QueryFailure tooLong() {
    return new QueryFailure.DeadlineExceeded(total);
  }

  private QueryFailure notTaken() {
    return new QueryFailure.LimitExceeded(
        "reader_patience",
        "the reader took no rows for " + patience.toMillis() + " ms",
        "read rows as they come, or select fewer");
  }
}
