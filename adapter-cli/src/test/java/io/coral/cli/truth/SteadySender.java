package io.coral.cli.truth;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Sends requests as fast as a colony acknowledges them, until that is killed. */
final class SteadySender implements AutoCloseable {
  private static final int AT_ONCE = 32;

  private final SentRequests sent;
  private final AtomicInteger numbers;
  private final Instant last;
  private final ManagedChannel channel;
  private final TraceServiceGrpc.TraceServiceStub traces;
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final AtomicReference<Optional<String>> fault = new AtomicReference<>(Optional.empty());
  private final Thread thread = new Thread(this::send, "sender");
  private volatile boolean over;

  /**
   * @param address HOST:PORT
   * @param sent hears of each request
   * @param numbers tells which is next
   */
  SteadySender(String address, SentRequests sent, AtomicInteger numbers, Instant last) {
    this.sent = sent;
    this.numbers = numbers;
    this.last = last;
    var uri = URI.create("any://" + address);
    channel = NettyChannelBuilder.forAddress(uri.getHost(), uri.getPort()).usePlaintext().build();
    traces = TraceServiceGrpc.newStub(channel);
    thread.start();
  }

  private void send() {
    while (!over) {
      places.acquireUninterruptibly();
      var request = new NumberedRequest(numbers.getAndIncrement());
      traces.export(request.toOtlp(last), new Reply(request));
    }
  }

  /** From now on whatever is not answered was killed. */
  void expectKill() {
    over = true;
  }

  /** Waits until each request has been answered or has failed. */
  void awaitAll() throws InterruptedException {
    thread.join();
    channel.shutdownNow();
    if (!places.tryAcquire(AT_ONCE, 1, TimeUnit.MINUTES)) {
      throw new AssertionError("requests are neither answered nor have they failed");
    }
  }

  /** What went wrong while the colony was alive. */
  Optional<String> fault() {
    return fault.get();
  }

  @Override
  public void close() {
    over = true;
    channel.shutdownNow();
  }

  private final class Reply implements StreamObserver<ExportTraceServiceResponse> {
    private final NumberedRequest request;

    private Reply(NumberedRequest request) {
      this.request = request;
    }

    @Override
    public void onNext(ExportTraceServiceResponse response) {
      if (response.hasPartialSuccess()) {
        fault.set(Optional.of(response.getPartialSuccess().getErrorMessage()));
      }
      sent.acknowledged(request);
    }

    @Override
    public void onError(Throwable error) {
      if (!over) {
        fault.set(Optional.of(error.toString()));
      }
      sent.unanswered(request);
      places.release();
    }

    @Override
    public void onCompleted() {
      places.release();
    }
  }
}
