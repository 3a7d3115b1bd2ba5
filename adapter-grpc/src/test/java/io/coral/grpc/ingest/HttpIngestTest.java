package io.coral.grpc.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import com.google.rpc.Status;
import io.coral.domain.query.GetErrorRate;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.value.ServiceSelector;
import io.coral.ports.IntakeFailure;
import io.coral.ports.contract.InMemoryColony;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OTLP over HTTP: what is answered. */
class HttpIngestTest extends HttpIngestCase {
  private static final String JSON = "application/json";
  private final InMemoryColony colony =
      new InMemoryColony(InstantSource.fixed(Instant.parse("2026-03-01T12:00:30Z")));

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
}
