package io.coral.grpc.ingest;

import com.google.protobuf.MessageLite;
import com.google.rpc.Status;
import io.coral.grpc.wire.GrpcStatus;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.function.Function;

/** Tells outcomes over gRPC: with a response, or with a status and its details. */
final class GrpcReplies {
  private GrpcReplies() {}

  /** Makes it harmless to reply to a sender who has left; call it before the handler returns. */
  static <R> void expectDeparture(StreamObserver<R> reply) {
    if (reply instanceof ServerCallStreamObserver<R> call) {
      call.setOnCancelHandler(() -> {});
    }
  }

  static <R extends MessageLite> void send(
      Outcome outcome, Function<Outcome.Taken, R> response, StreamObserver<R> reply) {
    switch (outcome) {
      case Outcome.Taken taken -> {
        reply.onNext(response.apply(taken));
        reply.onCompleted();
      }
      case Outcome.NotTaken(var failure) -> fail(IngestStatus.of(failure), reply);
      case Outcome.Malformed(var reason) -> fail(IngestStatus.malformed(reason), reply);
      case Outcome.Failed failed -> fail(IngestStatus.failed(), reply);
    }
  }

  private static void fail(Status status, StreamObserver<?> reply) {
    reply.onError(GrpcStatus.exception(status));
  }
}
