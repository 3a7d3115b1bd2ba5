package io.coral.grpc.server;

import io.coral.domain.failure.QueryFailure;
import io.coral.grpc.access.Gate;
import io.coral.grpc.v1.AdminServiceGrpc;
import io.coral.grpc.v1.BackupRequest;
import io.coral.grpc.v1.BackupResponse;
import io.coral.grpc.v1.GetStatusRequest;
import io.coral.grpc.v1.GetStatusResponse;
import io.coral.grpc.wire.AdminMapping;
import io.coral.grpc.wire.CallCancellation;
import io.coral.ports.BackupDigest;
import io.coral.ports.ColonyAdmin;
import io.coral.ports.ColonyListener;
import io.coral.ports.ColonyStatus;
import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.vavr.control.Either;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;

/** Each RPC of AdminService. */
final class AdminServiceEndpoint extends AdminServiceGrpc.AdminServiceImplBase {
  private static final Logger LOG = System.getLogger(AdminServiceEndpoint.class.getName());

  /** Of what was sent and not taken, before a sender has to wait. */
  private static final int BUFFER_BYTES = 1024 * 1024;

  private final ColonyAdmin admin;
  private final UnaryAnswers<ColonyAdmin> answers;
  private final AnsweringPool backups;
  private final Duration patience;

  /**
   * @param patience time for which a reader of a backup may take nothing before it is let go
   */
  AdminServiceEndpoint(
      ColonyAdmin admin, AnsweringPools pools, Duration patience, ColonyListener listener) {
    this.admin = admin;
    this.answers = new UnaryAnswers<>(bounds -> admin, pools.answers(), listener);
    this.backups = pools.streams();
    this.patience = patience;
  }

  @Override
  public void getStatus(GetStatusRequest request, StreamObserver<GetStatusResponse> reply) {
    Context call = Context.current();
    answers.answer(
        Either.<QueryFailure, UnaryAnswers.Question<ColonyAdmin, ColonyStatus>>right(
            new UnaryAnswers.Question<>(
                Optional.empty(), asked -> asked.status(new CallCancellation(call)))),
        AdminMapping::toWire,
        reply);
  }

  @Override
  public void backup(BackupRequest request, StreamObserver<BackupResponse> reply) {
    var call = (ServerCallStreamObserver<BackupResponse>) reply;
    call.setOnReadyThreshold(BUFFER_BYTES);
    var stream = new BackupStream(call, patience);
    Context context = Context.current();
    backups
        .execute(Gate.asker(), context.wrap(() -> send(context, stream)))
        .ifPresent(stream::fail);
  }

  private void send(Context context, BackupStream stream) {
    Either<QueryFailure, BackupDigest> outcome;
    try {
      outcome = admin.backup(stream, new CallCancellation(context));
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "a backup failed for a reason that no caller can mend", e);
      stream.failInternally();
      return;
    }
    outcome.peek(stream::end).peekLeft(stream::fail);
  }
}
