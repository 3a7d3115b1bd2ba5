package io.coral.cli.truth;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import com.google.inject.Injector;
import io.coral.domain.query.GetErrorRate;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.value.ServiceSelector;
import io.coral.duckdb.DuckDbModule;
import io.coral.grpc.GrpcModule;
import io.coral.ports.ColonyClients;
import io.coral.ports.ColonyEndpoint;
import io.coral.ports.ColonyStores;
import io.coral.ports.Door;
import io.coral.ports.QueryServers;
import io.coral.ports.TelemetryServers;
import io.coral.ports.TelemetryServers.Protocol;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Five hundred questions at once, while telemetry comes in, over real sockets and a real store. */
@Timeout(180)
class ManyAskersTest {
  private static final int ASKERS = 500;

  /** No measure of speed: what waits for a lock, or for everybody else, waits longer. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  @Test
  void questions_whileTelemetryComesIn_areAllAnswered_andSeeWholeBatches() throws Exception {
    Injector injector =
        Guice.createInjector(
            new DuckDbModule(),
            new GrpcModule(),
            binder -> binder.bind(InstantSource.class).toInstance(InstantSource.system()));
    var anyPort = Door.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    try (var store = injector.getInstance(ColonyStores.class).inMemory();
        var queries =
            injector.getInstance(QueryServers.class).start(store.queries(), anyPort).get();
        var telemetry =
            injector
                .getInstance(TelemetryServers.class)
                .start(Protocol.GRPC, store.intake(), anyPort)
                .get();
        var provider =
            SdkTracerProvider.builder()
                .addSpanProcessor(
                    SimpleSpanProcessor.create(
                        OtlpGrpcSpanExporter.builder()
                            .setEndpoint("http://127.0.0.1:" + telemetry.address().getPort())
                            .build()))
                .build();
        var client =
            injector
                .getInstance(ColonyClients.class)
                .connect(ColonyEndpoint.plain(queries.address()))
                .get();
        var threads = Executors.newFixedThreadPool(ASKERS + 1)) {
      send(provider);
      var over = new AtomicBoolean();
      var sent = new AtomicInteger(1);
      var sending =
          threads.submit(
              () -> {
                while (!over.get()) {
                  send(provider);
                  sent.incrementAndGet();
                }
              });
      var question =
          new GetErrorRate(ServiceSelector.of("unknown_service:java"), QueryWindow.LAST_HOUR);
      var longestNanos = new AtomicLong();
      int sentBefore = sent.get();
      List<Callable<Long>> asks = new ArrayList<>();
      for (int i = 0; i < ASKERS; i++) {
        asks.add(
            () -> {
              long count;
              do { // until telemetry has come in although everybody asks
                long start = System.nanoTime();
                count = client.queries().getErrorRate(question).get().requestCount();
                longestNanos.accumulateAndGet(System.nanoTime() - start, Math::max);
              } while (sent.get() == sentBefore);
              return count;
            });
      }

      for (var counted : threads.invokeAll(asks)) {
        assertThat(counted.get()).isPositive();
      }
      assertThat(Duration.ofNanos(longestNanos.get())).isLessThan(LONGEST);

      over.set(true);
      sending.get();
      assertThat(client.queries().getErrorRate(question).get().requestCount())
          .isEqualTo(sent.get());
    }
  }

  /** Until it is acknowledged. */
  private static void send(SdkTracerProvider provider) {
    provider.get("test").spanBuilder("GET /").setSpanKind(SpanKind.SERVER).startSpan().end();
    assertThat(provider.forceFlush().join(1, TimeUnit.MINUTES).isSuccess()).isTrue();
  }
}
