package io.coral.grpc.otlp;

import static io.coral.grpc.otlp.OtlpTexts.span;
import static io.coral.grpc.otlp.OtlpTexts.traces;
import static io.coral.grpc.otlp.OtlpTexts.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of OTLP/JSON, and what becomes of items that break them. */
class OtlpJsonTest {

  @Test
  void ids_areHexOfEitherCase() {
    Span span =
        onlySpan(
            "{\"traceId\":\"5B8EFFF798038103D269B633813FC60C\",\"spanId\":\"eee19b7ec3c1b174\"}");

    assertThat(span.getTraceId()).isEqualTo(ByteString.fromHex("5b8efff798038103d269b633813fc60c"));
    assertThat(span.getSpanId()).isEqualTo(ByteString.fromHex("eee19b7ec3c1b174"));
    assertThat(span.getParentSpanId()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "W47/95gDgQPSabYzgT/GDA==", // the base64 that plain protobuf JSON writes
        "nothex",
        "1",
        "123",
        "5b8efff798038103d269b633813fc60c ",
        "5b8efff798038103d269b633813fc60cg0"
      })
  void ids_thatAreNoHex_costTheirSpan(String id) {
    var content = read(traces(span(), span("\"traceId\":\"" + id + "\""), span()));

    assertThat(spans(content)).hasSize(2);
    assertThat(content.refusals())
        .singleElement()
        .asString()
        .startsWith("spans[1]: traceId: not pairs of hex digits");
  }

  @Test
  void ids_ofOtherLengths_areLeftToTheSpansOwnRules() {
    assertThat(onlySpan("{\"traceId\":\"\",\"spanId\":\"abcdef\"}").getSpanId().size())
        .isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1544712660000000000", "\"1544712660000000000\""})
  void times_areNumbersOrTheirDigits(String time) {
    assertThat(onlySpan("{\"startTimeUnixNano\":" + time + "}").getStartTimeUnixNano())
        .isEqualTo(1_544_712_660_000_000_000L);
  }

  @Test
  void times_withAnExponent_areReadWhereTheyAreExact() {
    assertThat(onlySpan("{\"startTimeUnixNano\":1.5e3}").getStartTimeUnixNano()).isEqualTo(1_500);
    assertThat(read(traces(span("\"startTimeUnixNano\":1.544712660e18"))).refusals()).hasSize(1);
  }

  @Test
  void times_beyondSignedNumbers_keepTheirBits() {
    assertThat(onlySpan("{\"endTimeUnixNano\":\"18446744073709551615\"}").getEndTimeUnixNano())
        .isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"-1\"",
        "-1",
        "\"3.f14\"",
        "1.5",
        "1e999999999",
        "\"\"",
        "\"18446744073709551616\"",
        "true",
        "{}",
        "[1]",
        "{\"a\":{\"b\":[{}]}}"
      })
  void times_thatAreNone_costTheirSpan(String time) {
    var content = read(traces(span("\"startTimeUnixNano\":" + time), span()));

    assertThat(spans(content)).hasSize(1);
    assertThat(content.refusals())
        .singleElement()
        .asString()
        .startsWith("spans[0]: startTimeUnixNano: ");
  }

  @Test
  void enums_areNumbersOrNames() {
    assertThat(onlySpan("{\"kind\":2}").getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
    assertThat(onlySpan("{\"kind\":\"SPAN_KIND_SERVER\"}").getKind())
        .isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
    assertThat(onlySpan("{\"kind\":\"2\"}").getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
    assertThat(onlySpan("{\"kind\":77}").getKindValue()).isEqualTo(77);
    assertThat(read(traces(span("\"kind\":\"SPAN_KIND_NEW\""))).refusals()).hasSize(1);
  }

  @Test
  void unknownFields_areIgnored_atEveryLevel() {
    String span = span("\"new\":{\"a\":[1,{\"b\":null}]},\"status\":{\"code\":2,\"new\":[]}");
    var content =
        read(
            "{\"new\":1,\"resourceSpans\":[{\"new\":[[]],\"scopeSpans\":[{\"new\":{},\"spans\":["
                + span
                + "]}]}]}");

    assertThat(content.refusals()).isEmpty();
    assertThat(spans(content)).hasSize(1);
    assertThat(spans(content).get(0).getStatus().getCodeValue()).isEqualTo(2);
  }

  @Test
  void null_isTheDefault() {
    assertThat(onlySpan("{\"name\":null,\"status\":null,\"attributes\":null}"))
        .isEqualTo(Span.getDefaultInstance());
  }

  @Test
  void formerNames_areRead() {
    var content =
        read(
            "{\"resourceSpans\":[{\"instrumentationLibrarySpans\":[{\"instrumentationLibrary\":"
                + "{\"name\":\"lib\"},\"spans\":["
                + span()
                + "]}]}]}");

    assertThat(spans(content)).hasSize(1);
    assertThat(resource(content).getScopeSpans(0).getScope().getName()).isEqualTo("lib");
  }

  @Test
  void values_ofEveryKind() {
    Span span =
        onlySpan(
            """
            {"attributes":[
              {"key":"s","value":{"stringValue":"text"}},
              {"key":"b","value":{"boolValue":true}},
              {"key":"i","value":{"intValue":"-9223372036854775808"}},
              {"key":"d","value":{"doubleValue":1.5}},
              {"key":"n","value":{"doubleValue":"NaN"}},
              {"key":"l","value":{"arrayValue":{"values":[{"intValue":1},{}]}}},
              {"key":"m","value":{"kvlistValue":{"values":[{"key":"k","value":{}}]}}},
              {"key":"y","value":{"bytesValue":"-_8="}}]}
            """
                .replace("\n", " "));

    assertThat(span.getAttributesList()).hasSize(8);
    assertThat(span.getAttributes(2).getValue().getIntValue()).isEqualTo(Long.MIN_VALUE);
    assertThat(span.getAttributes(4).getValue().getDoubleValue()).isNaN();
    assertThat(span.getAttributes(7).getValue().getBytesValue())
        .isEqualTo(ByteString.fromHex("fbff"));
  }

  @Test
  void details_thatAreBroken_areLeftOutAndTheirSpanStays() {
    Span span =
        onlySpan(
            """
            {"name":"pay",
             "attributes":[{"key":1},{"key":"ok","value":{"intValue":"x"}},{"key":"k"}],
             "events":[{"timeUnixNano":"-1"},{"name":"e"}],
             "links":[{"traceId":"nothex"}]}
            """
                .replace("\n", " "));

    assertThat(span.getName()).isEqualTo("pay");
    assertThat(span.getAttributesList()).extracting(a -> a.getKey()).containsExactly("k");
    assertThat(span.getEventsList()).extracting(e -> e.getName()).containsExactly("e");
    assertThat(span.getLinksList()).isEmpty();
  }

  @Test
  void loneSurrogate_isReplaced() {
    assertThat(onlySpan("{\"name\":\"a\\ud800b \\ud83d\\ude00\"}").getName())
        .isEqualTo("a\uFFFDb \uD83D\uDE00");
  }

  @Test
  void invalidUtf8_costsTheLine() {
    byte[] line = utf8(traces(span("\"name\":\"a?b\"")));
    line[new String(line, java.nio.charset.StandardCharsets.UTF_8).indexOf("a?b") + 1] =
        (byte) 0xC3;

    assertThat(OtlpJson.read(line, 0, line.length).refusals())
        .containsExactly("not well-formed JSON in UTF-8");
  }

  @Test
  void depth_thatWouldOverflow_costsTheLine() {
    String deep = "{\"arrayValue\":{\"values\":[".repeat(5_000);

    var content = read(traces(span("\"attributes\":[{\"key\":\"deep\",\"value\":" + deep)));

    assertThat(content.requests()).isEmpty();
    assertThat(content.refusals()).hasSize(1);
  }

  @Test
  void metrics_ofEveryShape() {
    String line =
        OtlpTexts.metrics(
            """
            {"name":"h","histogram":{"aggregationTemporality":"AGGREGATION_TEMPORALITY_DELTA",
             "dataPoints":[{"count":"3","sum":4.5,"bucketCounts":["1",2],"explicitBounds":[10]}]}}
            """,
            """
            {"name":"e","exponentialHistogram":{"aggregationTemporality":2,"dataPoints":[
             {"scale":-2,"zeroCount":1,"positive":{"offset":-3,"bucketCounts":["1"]}}]}}
            """,
            "{\"name\":\"g\",\"gauge\":{\"dataPoints\":[{\"asInt\":\"-7\"},{\"asDouble\":\"x\"}]}}");

    var content = read(line.replace("\n", " "));
    var metrics = ((OtlpRequest.Metrics) content.requests().get(0)).message();
    List<Metric> all = metrics.getResourceMetrics(0).getScopeMetrics(0).getMetricsList();

    assertThat(all.get(0).getHistogram().getAggregationTemporality())
        .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA);
    assertThat(all.get(0).getHistogram().getDataPoints(0).getBucketCountsList())
        .containsExactly(1L, 2L);
    assertThat(all.get(1).getExponentialHistogram().getDataPoints(0).getPositive().getOffset())
        .isEqualTo(-3);
    assertThat(all.get(2).getGauge().getDataPointsList())
        .extracting(NumberDataPoint::getAsInt)
        .containsExactly(-7L);
    assertThat(content.refusals()).containsExactly("dataPoints[1]: asDouble: not a number");
  }

  @Test
  void items_ofAWrongShape_areRefusedOneByOne() {
    var content = read("{\"resourceSpans\":[7,{\"scopeSpans\":{}},{\"scopeSpans\":[[]]}]}");

    assertThat(content.refusals())
        .containsExactly(
            "resourceSpans[0]: resourceSpans: needs an object",
            "resourceSpans[1]: scopeSpans: needs an array",
            "scopeSpans[0]: scopeSpans: needs an object");
  }

  @Test
  void request_thatIsNoArray_isRefused() {
    assertThat(read("{\"resourceSpans\":{},\"resourceMetrics\":[]}").refusals())
        .containsExactly("resourceSpans: needs an array");
  }

  private static OtlpJson.Content read(String text) {
    byte[] bytes = utf8(text);
    return OtlpJson.read(bytes, 0, bytes.length);
  }

  private static io.opentelemetry.proto.trace.v1.ResourceSpans resource(OtlpJson.Content content) {
    return ((OtlpRequest.Traces) content.requests().get(0)).message().getResourceSpans(0);
  }

  private static List<Span> spans(OtlpJson.Content content) {
    return resource(content).getScopeSpans(0).getSpansList();
  }

  private static Span onlySpan(String span) {
    var content = read(OtlpTexts.traces(span));
    assertThat(content.refusals()).isEmpty();
    return spans(content).get(0);
  }
}
