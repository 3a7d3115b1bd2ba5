package io.coral.grpc.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.MessageLite;
import com.google.rpc.Code;
import com.google.rpc.Status;
import io.coral.domain.query.GetErrorRate;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.value.ServiceSelector;
import io.coral.grpc.access.CallRates;
import io.coral.ports.Door;
import io.coral.ports.IntakeFailure;
import io.coral.ports.TelemetryIntake;
import io.coral.ports.TelemetryServers.Protocol;
import io.coral.ports.TelemetryServers.TelemetryServer;
import io.coral.ports.contract.InMemoryColony;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OTLP over HTTP. */
class HttpIngestTest {
  private static final String PROTOBUF = "application/x-protobuf";
  private static final String JSON = "application/json";
  private static final IngestLimits SMALL =
      new IngestLimits(
          64 * 1024,
          2 * 1024,
          2,
          2,
          96 * 1024,
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          Duration.ofHours(1),
          CallRates.INGEST);
  private static final IngestLimits IMPATIENT =
      new IngestLimits(
          64 * 1024,
          2 * 1024,
          2,
          2,
          96 * 1024,
          Duration.ofMillis(300),
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          Duration.ofHours(1),
          CallRates.INGEST);

  private final HttpClient client = HttpClient.newHttpClient();
  private final InMemoryColony colony =
      new InMemoryColony(InstantSource.fixed(Instant.parse("2026-03-01T12:00:30Z")));
  private final ScriptedIntake scripted = new ScriptedIntake();
  private TelemetryServer server;

  @AfterEach
  void end() {
    server.close();
  }

  private void serve(TelemetryIntake intake, IngestLimits limits) {
    server =
        new OtlpServers(limits)
            .start(
                Protocol.HTTP,
                intake,
                Door.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
            .get();
  }

  @Test
  void post_protobuf_isAcknowledgedAndAnswered() throws Exception {
    serve(colony.intake(), IngestLimits.DEFAULT);

    var response = post("/v1/traces", PROTOBUF, Requests.traces(Requests.span(1)));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains(PROTOBUF);
    assertThat(ExportTraceServiceResponse.parseFrom(response.body()))
        .isEqualTo(ExportTraceServiceResponse.getDefaultInstance());
    assertThat(requestCount()).isEqualTo(1);
  }

  @Test
  void post_json_isAcknowledgedInJson() throws Exception {
    serve(colony.intake(), IngestLimits.DEFAULT);

    var response = post("/v1/traces", "application/json; charset=utf-8", json("7"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains(JSON);
    assertThat(text(response)).isEqualTo("{}");
    assertThat(requestCount()).isEqualTo(1);
  }

  @Test
  void post_gzip_isRead() throws Exception {
    serve(colony.intake(), IngestLimits.DEFAULT);

    var response =
        send(
            request("/v1/traces", PROTOBUF)
                .header("Content-Encoding", "gzip")
                .POST(
                    BodyPublishers.ofByteArray(
                        gzip(Requests.traces(Requests.span(1)).toByteArray()))));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(requestCount()).isEqualTo(1);
  }

  @Test
  void post_someInvalidItems_tellsThem() throws Exception {
    serve(colony.intake(), IngestLimits.DEFAULT);

    var traces =
        post("/v1/traces", PROTOBUF, Requests.traces(Requests.span(1), Requests.invalidSpan(2)));
    var metrics = post("/v1/metrics", PROTOBUF, Requests.metricsWithOneBadPoint());
    var json = post("/v1/traces", JSON, json("1"));

    assertThat(traces.statusCode()).isEqualTo(200);
    assertThat(
            ExportTraceServiceResponse.parseFrom(traces.body())
                .getPartialSuccess()
                .getRejectedSpans())
        .isEqualTo(1);
    assertThat(
            ExportMetricsServiceResponse.parseFrom(metrics.body())
                .getPartialSuccess()
                .getRejectedDataPoints())
        .isEqualTo(1);
    assertThat(text(json))
        .isEqualTo(
            "{\"partialSuccess\":{\"rejectedSpans\":\"1\","
                + "\"errorMessage\":\"span ends before it starts (1)\"}}");
  }

  @Test
  void post_jsonWithABadId_refusesThatSpanOnly() throws Exception {
    serve(colony.intake(), IngestLimits.DEFAULT);

    var response =
        post(
            "/v1/traces",
            JSON,
            json("7").replace("\"spans\":[", "\"spans\":[{\"traceId\":\"bm90IGhleA==\"},"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(text(response)).contains("\"rejectedSpans\":\"1\"");
    assertThat(requestCount()).isEqualTo(1);
  }

  @Test
  void post_nothing_isASuccess() throws Exception {
    serve(scripted, IngestLimits.DEFAULT);

    assertThat(post("/v1/traces", PROTOBUF, "").statusCode()).isEqualTo(200);
    assertThat(post("/v1/metrics", JSON, "{}").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[]", "7", "{} {}", "{\"resourceSpans\":7}", "{\"resourceSpans\":[}"})
  void post_malformedJson_is400(String body) throws Exception {
    serve(scripted, IngestLimits.DEFAULT);

    var response = post("/v1/traces", JSON, body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(text(response)).startsWith("{\"code\":3,\"message\":\"not ");
    assertThat(scripted.wasOffered()).isFalse();
  }

  @Test
  void post_malformedProtobuf_is400WithAStatus() throws Exception {
    serve(scripted, IngestLimits.DEFAULT);

    var response = post("/v1/traces", PROTOBUF, "not protobuf");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("Content-Type")).contains(PROTOBUF);
    assertThat(Status.parseFrom(response.body()).getCode()).isEqualTo(Code.INVALID_ARGUMENT_VALUE);
  }

  @Test
  void post_declaredGzipThatIsPlain_is400() throws Exception {
    serve(scripted, IngestLimits.DEFAULT);

    var response =
        send(
            request("/v1/traces", PROTOBUF)
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(Requests.traces(Requests.span(1)).toByteArray())));

    assertThat(response.statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({"/v1/logs", "/", "/v1/traces/", "/v2/traces"})
  void post_otherPath_is404(String path) throws Exception {
    serve(scripted, IngestLimits.DEFAULT);

    assertThat(post(path, PROTOBUF, "").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "PATCH", "DELETE", "OPTIONS"})
  void otherMethod_is405(String method) throws Exception {
    serve(scripted, IngestLimits.DEFAULT);

    var response = send(request("/v1/traces", PROTOBUF).method(method, BodyPublishers.noBody()));

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).contains("POST");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/xml", "protobuf", ";", "application/jsonx"})
  void post_otherType_is415(String type) throws Exception {
    serve(scripted, IngestLimits.DEFAULT);

    assertThat(post("/v1/traces", type, "{}").statusCode()).isEqualTo(415);
  }

  @Test
  void post_upperCaseType_isKnown() throws Exception {
    serve(scripted, IngestLimits.DEFAULT);

    assertThat(post("/v1/traces", "Application/JSON", "{}").statusCode()).isEqualTo(200);
  }

  @Test
  void post_noType_is415() throws Exception {
    serve(scripted, IngestLimits.DEFAULT);

    var response =
        send(HttpRequest.newBuilder(uri("/v1/traces")).POST(BodyPublishers.ofString("{}")));

    assertThat(response.statusCode()).isEqualTo(415);
  }

  @Test
  void post_otherCompression_is415() throws Exception {
    serve(scripted, IngestLimits.DEFAULT);

    var response =
        send(
            request("/v1/traces", PROTOBUF)
                .header("Content-Encoding", "zstd")
                .POST(BodyPublishers.noBody()));

    assertThat(response.statusCode()).isEqualTo(415);
    assertThat(response.headers().firstValue("Accept-Encoding")).contains("gzip, identity");
  }

  @Test
  void post_announcedTooLarge_is413() throws Exception {
    serve(scripted, SMALL);

    assertThat(post("/v1/traces", PROTOBUF, "x".repeat(65 * 1024)).statusCode()).isEqualTo(413);
  }

  @Test
  void post_chunksThatAreTooLarge_is413() throws Exception {
    serve(scripted, SMALL);

    var response =
        send(
            request("/v1/traces", PROTOBUF)
                .POST(
                    BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(new byte[65 * 1024]))));

    assertThat(response.statusCode()).isEqualTo(413);
  }

  @Test
  void post_bodyThatInflates_is413() throws Exception {
    serve(scripted, SMALL);

    var response =
        send(
            request("/v1/traces", PROTOBUF)
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(gzip(new byte[16 * 1024 * 1024]))));

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(scripted.wasOffered()).isFalse();
  }

  @Test
  void post_overloaded_is429WithADelay() throws Exception {
    serve(scripted, IngestLimits.DEFAULT);
    var call = postAsync();
    scripted.next().fail(new IntakeFailure.Overloaded(Duration.ofMillis(2_500)));

    var response = call.get();
    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(response.headers().firstValue("Retry-After")).contains("3");
    assertThat(Status.parseFrom(response.body()).getCode())
        .isEqualTo(Code.RESOURCE_EXHAUSTED_VALUE);
  }

  @Test
  void post_storeThatCannotBeWritten_is503WithADelay() throws Exception {
    serve(scripted, IngestLimits.DEFAULT);
    var call = postAsync();
    scripted.next().fail(new IntakeFailure.Unavailable("the disk is full"));

    var response = call.get();
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).contains("1");
  }

  @Test
  void post_bug_is500AndTellsNothing() throws Exception {
    serve(scripted, IngestLimits.DEFAULT);
    var call = postAsync();
    scripted.next().answer().completeExceptionally(new IllegalStateException("/secret/path"));

    var response = call.get();
    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(text(response)).doesNotContain("secret");
  }

  @Test
  void post_senderWhoLeaves_harmsNobody() throws Exception {
    serve(scripted, IngestLimits.DEFAULT);
    byte[] body = Requests.traces(Requests.span(1)).toByteArray();
    ScriptedIntake.Offer offer;
    try (var socket = Sockets.connect(server.address())) {
      Sockets.send(socket, head("/v1/traces", body.length));
      socket.getOutputStream().write(body);
      offer = scripted.next();
    }
    offer.take();

    var call = postAsync();
    scripted.next().take();
    assertThat(call.get().statusCode()).isEqualTo(200);
  }

  @Test
  void head_thatNeverEnds_isCutOff() throws Exception {
    serve(scripted, IMPATIENT);
    try (var socket = Sockets.connect(server.address())) {
      Sockets.send(socket, "POST /v1/traces HTTP/1.1\r\nHost: x\r\n");

      assertThat(Sockets.isClosedByPeer(socket)).isTrue();
    }
  }

  @Test
  void body_thatDrips_isCutOff() throws Exception {
    serve(scripted, IMPATIENT);
    try (var socket = Sockets.connect(server.address())) {
      Sockets.send(socket, head("/v1/traces", 1_000) + "x");

      assertThat(Sockets.isClosedByPeer(socket)).isTrue();
    }
  }

  @Test
  void headers_tooLargeOrTooMany_areRefused() throws Exception {
    serve(scripted, IngestLimits.DEFAULT);
    String start = "POST /v1/traces HTTP/1.1\r\nHost: x\r\n";
    try (var large = Sockets.connect(server.address());
        var many = Sockets.connect(server.address())) {
      Sockets.send(large, start + "X: " + "x".repeat(20 * 1024) + "\r\n\r\n");
      Sockets.send(many, start + "X: x\r\n".repeat(1_000) + "\r\n");

      assertThat(Sockets.firstLine(large)).matches("|HTTP/1.1 4\\d\\d .*");
      assertThat(Sockets.firstLine(many)).matches("|HTTP/1.1 4\\d\\d .*");
    }
    assertThat(scripted.wasOffered()).isFalse();
  }

  @Test
  void connect_moreThanThereIsRoomFor_isClosed() throws Exception {
    serve(scripted, SMALL);
    try (var first = Sockets.connect(server.address());
        var second = Sockets.connect(server.address())) {
      for (var socket : List.of(first, second)) {
        Sockets.send(socket, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(Sockets.firstLine(socket)).startsWith("HTTP/1.1 404");
      }
      try (var third = Sockets.connect(server.address())) {
        assertThat(Sockets.isClosedByPeer(third)).isTrue();
      }
    }
  }

  @Test
  void close_answersWhatIsUnderWay() throws Exception {
    serve(scripted, IngestLimits.DEFAULT);
    var call = postAsync();
    var offer = scripted.next();
    var closing = CompletableFuture.runAsync(server::close);
    offer.take();

    assertThat(call.get().statusCode()).isEqualTo(200);
    closing.join();
  }

  @Test
  void start_addressThatIsTaken_saysSo() {
    serve(scripted, IngestLimits.DEFAULT);

    var second = new OtlpServers().start(Protocol.HTTP, scripted, Door.open(server.address()));

    assertThat(second.getLeft().message())
        .isEqualTo("cannot listen on 127.0.0.1:" + server.address().getPort());
  }

  private long requestCount() {
    return colony
        .getErrorRate(new GetErrorRate(ServiceSelector.of("shop"), QueryWindow.LAST_HOUR))
        .get()
        .requestCount();
  }

  /** One span of shop that lasts from {@link Requests#START} for that many milliseconds less 5. */
  private static String json(String millis) {
    return """
        {"unknown":1,"resourceSpans":[{"resource":{"attributes":[{"key":"service.name",
        "value":{"stringValue":"shop"}}]},"scopeSpans":[{"spans":[{
        "traceId":"0AF7651916CD43DD8448EB211C80319C","spanId":"b7ad6b7169203331","kind":2,
        "startTimeUnixNano":"1772366130005000000","endTimeUnixNano":"177236613000%s000000"}]}]}]}
        """
        .formatted(millis);
  }

  private CompletableFuture<HttpResponse<byte[]>> postAsync() {
    return client.sendAsync(
        request("/v1/traces", PROTOBUF)
            .POST(BodyPublishers.ofByteArray(Requests.traces(Requests.span(1)).toByteArray()))
            .build(),
        BodyHandlers.ofByteArray());
  }

  private HttpResponse<byte[]> post(String path, String type, MessageLite message)
      throws IOException, InterruptedException {
    return send(request(path, type).POST(BodyPublishers.ofByteArray(message.toByteArray())));
  }

  private HttpResponse<byte[]> post(String path, String type, String body)
      throws IOException, InterruptedException {
    return send(request(path, type).POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  private HttpRequest.Builder request(String path, String type) {
    return HttpRequest.newBuilder(uri(path))
        .header("Content-Type", type)
        .timeout(Duration.ofSeconds(30));
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.address().getPort() + path);
  }

  private static String head(String path, int length) {
    return "POST "
        + path
        + " HTTP/1.1\r\nHost: x\r\nContent-Type: "
        + PROTOBUF
        + "\r\nContent-Length: "
        + length
        + "\r\n\r\n";
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(packed)) {
      out.write(plain);
    }
    return packed.toByteArray();
  }
}
