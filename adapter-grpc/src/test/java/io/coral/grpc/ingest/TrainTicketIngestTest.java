package io.coral.grpc.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.query.FindErrorTraces;
import io.coral.domain.query.FindSlowTraces;
import io.coral.domain.query.GetErrorRate;
import io.coral.domain.query.GetPercentile;
import io.coral.domain.query.GetSystemMetrics;
import io.coral.domain.query.ListServices;
import io.coral.domain.query.ServiceInfo;
import io.coral.domain.query.SystemMetrics;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.time.TimeWindow;
import io.coral.domain.value.Label;
import io.coral.domain.value.Limit;
import io.coral.domain.value.Quantile;
import io.coral.domain.value.ServiceSelector;
import io.coral.grpc.otlp.OtlpImport;
import io.coral.grpc.otlp.RecordedRequests;
import io.coral.ports.Door;
import io.coral.ports.ImportListener;
import io.coral.ports.TelemetryServers.Protocol;
import io.coral.ports.TelemetryServers.TelemetryServer;
import io.coral.ports.contract.InMemoryColony;
import io.grpc.netty.NettyChannelBuilder;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An hour of a real system gives the same answers, streamed or imported from its file. */
class TrainTicketIngestTest {
  private static final Path SAMPLE = Path.of("..", "examples", "train-ticket");
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2023-01-29T10:02:00Z"));
  private static final QueryWindow THE_HOUR =
      new QueryWindow.Absolute(
          new TimeWindow(
              Instant.parse("2023-01-29T09:00:00Z"), Instant.parse("2023-01-29T10:02:00Z")));

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static RecordedRequests recorded;
  private static List<Object> imported;

  @BeforeAll
  static void importTheRecording() {
    recorded = RecordedRequests.ofTrainTicket();
    var colony = new InMemoryColony(CLOCK);
    var report =
        new OtlpImport(CLOCK)
            .run(
                List.of(
                    SAMPLE.resolve("traces.otlp.jsonl.gz"),
                    SAMPLE.resolve("metrics.otlp.jsonl.gz")),
                false,
                colony,
                new Unheard());
    assertThat(report.spans()).isEqualTo(98_306);
    imported = answers(colony);
  }

  @Test
  void overGrpc_answersAreThoseOfTheFile() {
    var colony = new InMemoryColony(CLOCK);
    try (var server = serve(Protocol.GRPC, colony)) {
      var channel = NettyChannelBuilder.forAddress(server.address()).usePlaintext().build();
      try {
        var traces = TraceServiceGrpc.newBlockingStub(channel);
        for (var request : recorded.traces()) {
          assertThat(traces.export(request))
              .isEqualTo(ExportTraceServiceResponse.getDefaultInstance());
        }
        var metrics = MetricsServiceGrpc.newBlockingStub(channel);
        for (var request : recorded.metrics()) {
          assertThat(metrics.export(request))
              .isEqualTo(ExportMetricsServiceResponse.getDefaultInstance());
        }
      } finally {
        channel.shutdownNow();
      }
    }

    assertThat(answers(colony)).isEqualTo(imported);
  }

  @Test
  void overHttp_answersAreThoseOfTheFile() throws Exception {
    var colony = new InMemoryColony(CLOCK);
    try (var server = serve(Protocol.HTTP, colony)) {
      for (var request : recorded.traces()) {
        assertThat(post(server, "/v1/traces", request.toByteArray())).isEmpty();
      }
      for (var request : recorded.metrics()) {
        assertThat(post(server, "/v1/metrics", request.toByteArray())).isEmpty();
      }
    }

    assertThat(answers(colony)).isEqualTo(imported);
  }

  private static TelemetryServer serve(Protocol protocol, InMemoryColony colony) {
    return new OtlpServers()
        .start(
            protocol,
            colony.intake(),
            Door.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
        .get();
  }

  private static byte[] post(TelemetryServer server, String path, byte[] body) throws Exception {
    var response =
        HTTP.send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + server.address().getPort() + path))
                .header("Content-Type", "application/x-protobuf")
                .POST(BodyPublishers.ofByteArray(body))
                .build(),
            BodyHandlers.ofByteArray());
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }

  /** All that can be asked about all services. */
  private static List<Object> answers(InMemoryColony colony) {
    var answers = new ArrayList<Object>();
    var everybody = colony.listServices(new ListServices(Label.NONE, Label.NONE, true)).get();
    answers.add(everybody);
    for (ServiceInfo service : everybody.services()) {
      var selector = ServiceSelector.of(service.name().value());
      answers.add(colony.getErrorRate(new GetErrorRate(selector, THE_HOUR)));
      answers.add(
          colony
              .getSystemMetrics(new GetSystemMetrics(selector, THE_HOUR))
              .map(TrainTicketIngestTest::rounded));
      for (double quantile : new double[] {0, 0.5, 0.99, 1}) {
        answers.add(
            colony.getPercentile(
                new GetPercentile(
                    selector, GetPercentile.REQUEST_DURATION, new Quantile(quantile), THE_HOUR)));
      }
      answers.add(
          colony.findSlowTraces(
              new FindSlowTraces(Optional.of(selector), Duration.ZERO, THE_HOUR, new Limit(50))));
      answers.add(
          colony.findErrorTraces(
              new FindErrorTraces(Optional.of(selector), THE_HOUR, new Limit(50))));
    }
    return answers;
  }

  /** Sums of doubles depend on their order in the last digits. */
  private static List<Object> rounded(SystemMetrics metrics) {
    return List.of(
        metrics.cpu().map(cpu -> Math.round(cpu.percent() * 1e6)),
        metrics.memory().map(memory -> Math.round(memory.percent() * 1e6)),
        metrics.sampleCount());
  }

  /** The recording holds nothing invalid. */
  private static final class Unheard implements ImportListener {
    @Override
    public void refused(String file, long line, String reason) {
      throw new AssertionError(file + ":" + line + ": " + reason);
    }

    @Override
    public void progress(long readBytes, long totalBytes) {}
  }
}
