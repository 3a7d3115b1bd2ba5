package io.coral.grpc.ingest;

import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** What a server tells of itself. */
final class Reflected {
  private Reflected() {}

  /**
   * The names of the services.
   *
   * @throws StatusRuntimeException if it tells nothing
   */
  static List<String> services(Channel channel) {
    var told = new CompletableFuture<ServerReflectionResponse>();
    StreamObserver<ServerReflectionRequest> questions =
        ServerReflectionGrpc.newStub(channel)
            .serverReflectionInfo(
                new StreamObserver<>() {
                  @Override
                  public void onNext(ServerReflectionResponse response) {
                    told.complete(response);
                  }

                  @Override
                  public void onError(Throwable error) {
                    told.completeExceptionally(error);
                  }

                  @Override
                  public void onCompleted() {
                    told.completeExceptionally(new AssertionError("no answer"));
                  }
                });
    questions.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
    try {
      return told
          .orTimeout(30, TimeUnit.SECONDS)
          .join()
          .getListServicesResponse()
          .getServiceList()
          .stream()
          .map(ServiceResponse::getName)
          .toList();
    } catch (CompletionException e) {
      if (e.getCause() instanceof StatusRuntimeException refusal) {
        throw refusal;
      }
      throw e;
    } finally {
      questions.onCompleted();
    }
  }
}
