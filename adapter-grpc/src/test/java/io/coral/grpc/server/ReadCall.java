package io.coral.grpc.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.coral.grpc.v1.StreamQueryRequest;
import io.coral.grpc.v1.StreamQueryResponse;
import io.coral.grpc.v1.StreamQueryResponse.PartCase;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** A call that reads only what it is told to. */
final class ReadCall extends ClientCall.Listener<StreamQueryResponse> {
  private final ClientCall<StreamQueryRequest, StreamQueryResponse> call;
  private final List<StreamQueryResponse> messages = new ArrayList<>();
  private final CountDownLatch first = new CountDownLatch(1);
  private final CompletableFuture<io.grpc.Status> closed = new CompletableFuture<>();
  private final CompletableFuture<Metadata> trailers = new CompletableFuture<>();

  ReadCall(ClientCall<StreamQueryRequest, StreamQueryResponse> call) {
    this.call = call;
  }

  void request(int messageCount) {
    call.request(messageCount);
  }

  void awaitMessage() throws InterruptedException {
    assertThat(first.await(20, SECONDS)).as("a message came").isTrue();
  }

  io.grpc.Status status() throws Exception {
    return closed.get(20, SECONDS);
  }

  Metadata trailers() throws Exception {
    return trailers.get(20, SECONDS);
  }

  /** To be asked once the call has closed. */
  List<PartCase> parts() {
    return messages.stream().map(StreamQueryResponse::getPartCase).toList();
  }

  StreamQueryResponse last() {
    return messages.get(messages.size() - 1);
  }

  @Override
  public void onMessage(StreamQueryResponse message) {
    messages.add(message);
    first.countDown();
  }

  @Override
  public void onClose(io.grpc.Status status, Metadata closing) {
    trailers.complete(closing);
    closed.complete(status);
  }
}
