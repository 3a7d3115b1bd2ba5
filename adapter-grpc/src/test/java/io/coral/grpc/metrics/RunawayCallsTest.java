package io.coral.grpc.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.failure.QueryFailure;
import io.coral.grpc.SampleRows;
import io.coral.grpc.ScriptedColony;
import io.coral.grpc.server.GrpcQueryServers;
import io.coral.grpc.v1.ExecuteQueryRequest;
import io.coral.grpc.v1.QueryServiceGrpc;
import io.coral.grpc.v1.StreamQueryRequest;
import io.coral.ports.ColonyEvent;
import io.coral.ports.ColonyListener;
import io.coral.ports.ColonyMetrics.MetricsServer;
import io.coral.ports.ColonyQueries;
import io.coral.ports.Door;
import io.coral.ports.QueryServers.QueryServer;
import io.coral.ports.contract.InMemoryColony;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.netty.NettyChannelBuilder;
import io.vavr.control.Either;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that end before their answer: their work stops, and the numbers tell of it. */
@Timeout(120)
class RunawayCallsTest {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-01T12:00:30Z"));

  /**
   * What ended the call, where its caller is gone: the reset of its stream, or the end of the
   * connection where that is found first (a server that is writing may never read the reset).
   */
  private static final String[] VANISHED = {"CANCELLED", "UNAVAILABLE"};

  private final PrometheusMetrics metrics = new PrometheusMetrics(CLOCK);
  private final BlockingQueue<String> endedWith = new LinkedBlockingQueue<>();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private QueryServer queries;
  private MetricsServer numbers;
  private ManagedChannel channel;

  private void serve(ColonyQueries colony) {
    ColonyListener listener = metrics.listener();
    queries =
        new GrpcQueryServers()
            .start(
                colony,
                Door.open(ANY_PORT),
                event -> {
                  listener.heard(event);
                  if (event instanceof ColonyEvent.CallEnded ended) {
                    endedWith.add(ended.code());
                  }
                })
            .get();
    numbers = metrics.start(new InMemoryColony(CLOCK), Door.open(ANY_PORT)).get();
    channel = NettyChannelBuilder.forAddress(queries.address()).usePlaintext().build();
  }

  @AfterEach
  void end() {
    channel.shutdownNow();
    queries.close();
    numbers.close();
  }

  /** A colony that answers nothing until it is told to stop. */
  private ScriptedColony waiting() {
    return new ScriptedColony(
        (intent, bounds) -> {
          var cancelled = new CountDownLatch(1);
          var registration = bounds.cancellation().onCancel(cancelled::countDown);
          begun.countDown();
          try {
            if (cancelled.await(60, TimeUnit.SECONDS)) {
              stopped.countDown();
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } finally {
            registration.close();
          }
          return Either.left(new QueryFailure.Cancelled());
        });
  }

  /** A colony whose rows have no end. */
  private ScriptedColony endless() {
    return ScriptedColony.streaming(
        (sink, bounds) -> {
          sink.head(SampleRows.HEAD);
          while (sink.rows(SampleRows.batch(0, 1_000))) {
            begun.countDown();
          }
          stopped.countDown();
          return Either.left(new QueryFailure.Cancelled());
        });
  }

  private <Q, R> ClientCall<Q, R> begin(MethodDescriptor<Q, R> method, Q request, CallOptions how)
      throws InterruptedException {
    ClientCall<Q, R> call = channel.newCall(method, how);
    call.start(new ClientCall.Listener<>() {}, new Metadata());
    call.request(1);
    call.sendMessage(request);
    call.halfClose();
    assertThat(begun.await(60, TimeUnit.SECONDS)).as("the work has begun").isTrue();
    return call;
  }

  private ClientCall<?, ?> ask(CallOptions how) throws InterruptedException {
    return begin(
        QueryServiceGrpc.getExecuteQueryMethod(),
        ExecuteQueryRequest.newBuilder().setSql("SELECT 1").build(),
        how);
  }

  private void expectCounted(String method, String... codes) throws Exception {
    assertThat(stopped.await(10, TimeUnit.SECONDS)).as("the work has stopped").isTrue();
    String code = endedWith.poll(60, TimeUnit.SECONDS);
    assertThat(code).isIn((Object[]) codes);
    var page = URI.create("http://127.0.0.1:" + numbers.address().getPort() + "/metrics");
    String text;
    try (var client = HttpClient.newHttpClient()) {
      text = client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString()).body();
    }
    assertThat(text.lines())
        .contains(
            "coral_calls_under_way{port=\"query\"} 0.0",
            "coral_calls_total{code=\"%s\",method=\"coral.colony.v1.QueryService/%s\",port=\"query\"} 1.0"
                .formatted(code, method));
  }

  @Test
  void call_whoseDeadlinePasses_isStoppedAndCounted() throws Exception {
    serve(waiting());

    ask(CallOptions.DEFAULT.withDeadlineAfter(2, TimeUnit.SECONDS));

    // Either side may be the first to find that it has passed.
    expectCounted("ExecuteQuery", "DEADLINE_EXCEEDED", "CANCELLED");
  }

  @Test
  void call_thatIsCancelled_isStoppedAndCounted() throws Exception {
    serve(waiting());

    ask(CallOptions.DEFAULT).cancel("no longer wanted", null);

    expectCounted("ExecuteQuery", "CANCELLED");
  }

  @Test
  void call_whoseCallerVanishes_isStoppedAndCounted() throws Exception {
    serve(waiting());
    ask(CallOptions.DEFAULT);

    channel.shutdownNow();

    expectCounted("ExecuteQuery", VANISHED);
  }

  @Test
  void stream_whoseReaderVanishes_isStoppedAndCounted() throws Exception {
    serve(endless());
    begin(
        QueryServiceGrpc.getStreamQueryMethod(),
        StreamQueryRequest.newBuilder().setSql("SELECT 1").build(),
        CallOptions.DEFAULT);

    channel.shutdownNow();

    expectCounted("StreamQuery", VANISHED);
  }

  @Test
  void stream_whoseDeadlinePasses_isStoppedAndCounted() throws Exception {
    serve(endless());

    begin(
        QueryServiceGrpc.getStreamQueryMethod(),
        StreamQueryRequest.newBuilder().setSql("SELECT 1").build(),
        CallOptions.DEFAULT.withDeadlineAfter(2, TimeUnit.SECONDS));

    expectCounted("StreamQuery", "DEADLINE_EXCEEDED", "CANCELLED");
  }
}
