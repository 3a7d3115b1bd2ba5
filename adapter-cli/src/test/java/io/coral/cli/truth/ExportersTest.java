package io.coral.cli.truth;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.ErrorRate;
import io.coral.domain.query.FindSlowTraces;
import io.coral.domain.query.GetErrorRate;
import io.coral.domain.query.GetPercentile;
import io.coral.domain.query.Percentile;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.value.Limit;
import io.coral.domain.value.MetricName;
import io.coral.domain.value.Quantile;
import io.coral.domain.value.ServiceSelector;
import io.coral.duckdb.DuckDbModule;
import io.coral.grpc.GrpcModule;
import io.coral.ports.ColonyStore;
import io.coral.ports.ColonyStores;
import io.coral.ports.Door;
import io.coral.ports.TelemetryServers;
import io.coral.ports.TelemetryServers.Protocol;
import io.coral.ports.TelemetryServers.TelemetryServer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.metrics.OtlpGrpcMetricExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentSelector;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.View;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.vavr.control.Either;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** OpenTelemetry's own exporters, as a program that is instrumented uses them. */
class ExportersTest {
  private static final Resource CHECKOUT =
      Resource.create(
          Attributes.of(
              AttributeKey.stringKey("service.name"),
              "checkout",
              AttributeKey.stringKey("service.instance.id"),
              "checkout-1"));

  /** What can be chosen when an exporter is configured. */
  enum Way {
    GRPC(Protocol.GRPC, "none"),
    GRPC_GZIP(Protocol.GRPC, "gzip"),
    HTTP(Protocol.HTTP, "none"),
    HTTP_GZIP(Protocol.HTTP, "gzip");

    private final Protocol protocol;
    private final String compression;

    Way(Protocol protocol, String compression) {
      this.protocol = protocol;
      this.compression = compression;
    }

    SpanExporter spans(InetSocketAddress address) {
      return switch (protocol) {
        case GRPC ->
            OtlpGrpcSpanExporter.builder()
                .setEndpoint("http://127.0.0.1:" + address.getPort())
                .setCompression(compression)
                .build();
        case HTTP ->
            OtlpHttpSpanExporter.builder()
                .setEndpoint("http://127.0.0.1:" + address.getPort() + "/v1/traces")
                .setCompression(compression)
                .build();
      };
    }

    MetricExporter metrics(InetSocketAddress address) {
      return switch (protocol) {
        case GRPC ->
            OtlpGrpcMetricExporter.builder()
                .setEndpoint("http://127.0.0.1:" + address.getPort())
                .setCompression(compression)
                .build();
        case HTTP ->
            OtlpHttpMetricExporter.builder()
                .setEndpoint("http://127.0.0.1:" + address.getPort() + "/v1/metrics")
                .setCompression(compression)
                .build();
      };
    }
  }

  private TelemetryServers servers;
  private ColonyStore store;

  @BeforeEach
  void openStore() {
    var injector =
        Guice.createInjector(
            new DuckDbModule(),
            new GrpcModule(),
            binder -> binder.bind(InstantSource.class).toInstance(InstantSource.system()));
    servers = injector.getInstance(TelemetryServers.class);
    store = injector.getInstance(ColonyStores.class).inMemory();
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  private TelemetryServer serve(Way way) {
    return servers
        .start(
            way.protocol,
            store.intake(),
            Door.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
        .get();
  }

  @ParameterizedTest
  @EnumSource
  void spans_areAnsweredOnceTheExporterIsAcknowledged(Way way) {
    Instant start = Instant.now().minusSeconds(120);
    try (var server = serve(way);
        var provider =
            SdkTracerProvider.builder()
                .setResource(CHECKOUT)
                .addSpanProcessor(BatchSpanProcessor.builder(way.spans(server.address())).build())
                .build()) {
      var tracer = provider.get("test");
      for (int i = 1; i <= 1_000; i++) {
        var request =
            tracer
                .spanBuilder("POST /checkout")
                .setSpanKind(SpanKind.SERVER)
                .setStartTimestamp(start)
                .startSpan();
        if (i % 10 == 0) {
          request.setStatus(StatusCode.ERROR);
        }
        request.end(start.plusMillis(i));
      }

      assertSucceeds(provider.forceFlush());

      assertThat(rate().requestCount()).isEqualTo(1_000);
      assertThat(rate().errorCount()).isEqualTo(100);
      assertThat(percentile("http.server.duration", 0.99).value()).isBetween(980e6, 1_000e6);
      var slow =
          answer(
              store
                  .queries()
                  .findSlowTraces(
                      new FindSlowTraces(
                          Optional.of(ServiceSelector.of("checkout")),
                          Duration.ofMillis(991),
                          QueryWindow.LAST_HOUR,
                          Limit.DEFAULT)));
      assertThat(slow.totalCount()).isEqualTo(10);
      assertThat(slow.traces().getFirst().duration()).isEqualTo(Duration.ofSeconds(1));
    }
  }

  @ParameterizedTest
  @EnumSource
  void metrics_ofEveryKind_areAnsweredOnceTheExporterIsAcknowledged(Way way) {
    try (var server = serve(way);
        var provider =
            SdkMeterProvider.builder()
                .setResource(CHECKOUT)
                .registerMetricReader(
                    PeriodicMetricReader.builder(way.metrics(server.address()))
                        .setInterval(Duration.ofHours(1))
                        .build())
                .registerView(
                    InstrumentSelector.builder().setName("wait.exponential").build(),
                    View.builder()
                        .setAggregation(Aggregation.base2ExponentialBucketHistogram())
                        .build())
                .build()) {
      var meter = provider.get("test");
      var explicit = meter.histogramBuilder("wait.explicit").setUnit("ms").build();
      var exponential = meter.histogramBuilder("wait.exponential").setUnit("ms").build();
      var level = meter.upDownCounterBuilder("queue.length").build();
      var _ = meter.gaugeBuilder("room.heat").buildWithCallback(gauge -> gauge.record(21.5));
      for (int round = 1; round <= 3; round++) {
        for (int i = 1; i <= 100; i++) {
          explicit.record(40);
          exponential.record(i);
        }
        level.add(4);
        assertSucceeds(provider.forceFlush());
      }

      // Cumulative points that the colony has seen before count for what they add.
      assertThat(percentile("wait.explicit", 0.5).sampleCount()).isEqualTo(300);
      assertThat(percentile("wait.exponential", 0.5).sampleCount()).isEqualTo(300);
      assertThat(percentile("wait.exponential", 0.5).value()).isBetween(48e6, 52e6);
      assertThat(percentile("queue.length", 1).value()).isBetween(11.9, 12.1);
      assertThat(percentile("room.heat", 0.5).value()).isBetween(21.2, 21.8);
    }
  }

  private ErrorRate rate() {
    return answer(
        store
            .queries()
            .getErrorRate(new GetErrorRate(ServiceSelector.of("checkout"), QueryWindow.LAST_HOUR)));
  }

  private Percentile percentile(String metric, double quantile) {
    return answer(
        store
            .queries()
            .getPercentile(
                new GetPercentile(
                    ServiceSelector.of("checkout"),
                    new MetricName(metric),
                    new Quantile(quantile),
                    QueryWindow.LAST_HOUR)));
  }

  private static void assertSucceeds(CompletableResultCode flush) {
    assertThat(flush.join(60, TimeUnit.SECONDS).isSuccess()).as("exported").isTrue();
  }

  private static <A> A answer(Either<QueryFailure, A> reply) {
    assertThat(reply.isRight()).as("answered, not %s", reply).isTrue();
    return reply.get();
  }
}
