package io.coral.grpc.client;

import static java.util.Objects.requireNonNull;

import io.coral.domain.failure.QueryFailure;
import io.coral.grpc.v1.AdminServiceGrpc;
import io.coral.grpc.v1.GetStatusRequest;
import io.coral.grpc.wire.AdminMapping;
import io.coral.ports.BackupDigest;
import io.coral.ports.BackupSink;
import io.coral.ports.CallBounds;
import io.coral.ports.Cancellation;
import io.coral.ports.ColonyAdmin;
import io.coral.ports.ColonyStatus;
import io.grpc.Channel;
import io.vavr.control.Either;

/** Administers a colony over gRPC. Works on any channel, which its maker closes. */
public final class GrpcColonyAdmin implements ColonyAdmin {
  private final Channel channel;

  public GrpcColonyAdmin(Channel channel) {
    this.channel = requireNonNull(channel, "channel is null");
  }

  @Override
  public Either<QueryFailure, ColonyStatus> status(Cancellation cancellation) {
    return new UnaryCalls(channel, new CallBounds(GrpcColonyQueries.DEFAULT_TIMEOUT, cancellation))
        .ask(
            AdminServiceGrpc.getGetStatusMethod(),
            GetStatusRequest.getDefaultInstance(),
            AdminMapping::toDomain);
  }

  @Override
  public Either<QueryFailure, BackupDigest> backup(BackupSink sink, Cancellation cancellation) {
    return new BackupCall(channel, cancellation).run(sink);
  }
}
