package io.coral.grpc.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.telemetry.BucketCounts;
import io.coral.domain.telemetry.ExponentialCounts;
import io.coral.domain.telemetry.HistogramPoint;
import io.coral.domain.telemetry.MetricPoint;
import io.coral.domain.telemetry.NumberPoint;
import io.coral.domain.telemetry.Temporality;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which points are summarised, which are passed over, and which are invalid. */
class MetricPointsTest {

  /** What a request's items were. */
  private static final class Items implements ItemSink {
    private final List<MetricPoint> points = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();
    private int ignored;

    @Override
    public void span(io.coral.domain.telemetry.SpanRecord span) {}

    @Override
    public void point(long number, MetricPoint point) {
      points.add(point);
    }

    @Override
    public void ignoredPoint() {
      ignored++;
    }

    @Override
    public void refused(String item, long number, String reason) {
      refusals.add(item + " " + number + ": " + reason);
    }
  }

  @Test
  void gauge_intAndDouble() {
    var items =
        read(
            """
            {"name":"jvm.cpu.recent_utilization","unit":"1","gauge":{"dataPoints":[
             {"timeUnixNano":"5","asDouble":0.25},{"timeUnixNano":"6","asInt":"-3"}]}}
            """);

    assertThat(items.points).extracting(MetricPoint::timeUnixNano).containsExactly(5L, 6L);
    assertThat(items.points)
        .extracting(point -> ((NumberPoint) point).value())
        .containsExactly(0.25, -3.0);
    assertThat(items.points.get(0).identity().metric().value())
        .isEqualTo("jvm.cpu.recent_utilization");
    assertThat(items.points.get(0).identity().sender().service().value()).isEqualTo("payments");
  }

  @ParameterizedTest
  @CsvSource({"false, 2, true", "true, 2, false", "false, 1, false", "false, 0, false"})
  void sum_onlyOfALevel_isSampled(boolean monotonic, int temporality, boolean sampled) {
    var items =
        read(
            "{\"name\":\"s\",\"sum\":{\"isMonotonic\":"
                + monotonic
                + ",\"aggregationTemporality\":"
                + temporality
                + ",\"dataPoints\":[{\"timeUnixNano\":5,\"asInt\":1}]}}");

    assertThat(items.points).hasSize(sampled ? 1 : 0);
    assertThat(items.ignored).isEqualTo(sampled ? 0 : 1);
    assertThat(items.refusals).isEmpty();
  }

  @Test
  void histogram_explicit() {
    var items =
        read(
            """
            {"name":"http.server.request.duration","unit":"s","histogram":{
             "aggregationTemporality":1,"dataPoints":[{"startTimeUnixNano":3,"timeUnixNano":5,
             "count":3,"sum":4.5,"min":0.5,"max":3,"bucketCounts":[1,2],"explicitBounds":[1]}]}}
            """);

    var point = (HistogramPoint) items.points.get(0);
    assertThat(point.temporality()).isEqualTo(Temporality.DELTA);
    assertThat(point.startUnixNano()).isEqualTo(3);
    assertThat(point.sum()).hasValue(4.5);
    assertThat(point.min()).hasValue(0.5);
    assertThat(point.max()).hasValue(3);
    assertThat(point.counts()).isEqualTo(new BucketCounts(List.of(1.0), List.of(1L, 2L)));
    assertThat(point.identity().unit().name()).isEqualTo("nanoseconds");
  }

  @Test
  void histogram_exponential() {
    var items =
        read(
            """
            {"name":"e","unit":"ms","exponentialHistogram":{"aggregationTemporality":2,
             "dataPoints":[{"timeUnixNano":5,"count":4,"scale":3,"zeroCount":1,
             "positive":{"offset":2,"bucketCounts":[1,1]},
             "negative":{"offset":0,"bucketCounts":[1]}}]}}
            """);

    var point = (HistogramPoint) items.points.get(0);
    assertThat(point.temporality()).isEqualTo(Temporality.CUMULATIVE);
    assertThat(point.sum()).isEmpty();
    assertThat(point.counts())
        .isInstanceOfSatisfying(
            ExponentialCounts.class, counts -> assertThat(counts.total()).isEqualTo(4));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"g\",\"gauge\":{\"dataPoints\":[{\"flags\":1}]}}",
        "{\"name\":\"h\",\"histogram\":{\"dataPoints\":[{\"flags\":1}]}}",
        "{\"name\":\"e\",\"exponentialHistogram\":{\"dataPoints\":[{\"flags\":1}]}}",
        "{\"name\":\"q\",\"summary\":{\"dataPoints\":[{\"count\":1}]}}",
        "{\"name\":\"h\",\"histogram\":{\"aggregationTemporality\":2,"
            + "\"dataPoints\":[{\"timeUnixNano\":5,\"count\":1,\"bucketCounts\":[1]}]}}"
      })
  void pointsOfNoUse_areIgnored(String metric) {
    var items = read(metric);

    assertThat(items.ignored).isEqualTo(1);
    assertThat(items.points).isEmpty();
    assertThat(items.refusals).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'name':'g','gauge':{'dataPoints':[{'asInt':1}]}} | point has no time",
        "{'name':'g','gauge':{'dataPoints':[{'timeUnixNano':5}]}} | point has no value",
        "{'name':'g','gauge':{'dataPoints':[{'timeUnixNano':5,'asDouble':'NaN'}]}}"
            + " | point's value is NaN",
        "{'name':'g','gauge':{'dataPoints':[{'timeUnixNano':'18446744073709551615','asInt':1}]}}"
            + " | time is later than the year 2262",
        "{'gauge':{'dataPoints':[{'timeUnixNano':5,'asInt':1}]}} | metric name is empty",
        "{'name':'h','histogram':{'dataPoints':[{'timeUnixNano':5,'count':1,"
            + "'bucketCounts':[0,1],'explicitBounds':[1]}]}}"
            + " | histogram is neither delta nor cumulative",
        "{'name':'h','histogram':{'aggregationTemporality':1,'dataPoints':[{'timeUnixNano':5,"
            + "'count':2,'bucketCounts':[0,1],'explicitBounds':[1]}]}}"
            + " | histogram counts 2 values, its buckets 1",
        "{'name':'h','histogram':{'aggregationTemporality':1,'dataPoints':[{'timeUnixNano':5,"
            + "'startTimeUnixNano':6,'count':1,'bucketCounts':[0,1],'explicitBounds':[1]}]}}"
            + " | histogram starts after it ends",
        "{'name':'e','exponentialHistogram':{'aggregationTemporality':1,'dataPoints':["
            + "{'timeUnixNano':5,'count':1,'zeroCount':1,'scale':99}]}}"
            + " | histogram scale must be in [-10, 20], got 99"
      })
  void invalidPoints_areRefused(String metric, String reason) {
    var items = read(metric.replace('\'', '"'));

    assertThat(items.points).isEmpty();
    assertThat(items.refusals).containsExactly("point 1: " + reason);
  }

  @ParameterizedTest
  @CsvSource({
    "system.cpu.utilization,    cpu.mode,            idle, idle",
    "system.cpu.utilization,    state,               user, user",
    "system.cpu.utilization,    system.cpu.state,    user, user",
    "system.memory.utilization, system.memory.state, used, used",
    "process.cpu.utilization,   cpu.mode,            user, ''"
  })
  void states_ofHostUtilizations(String metric, String key, String value, String state) {
    var items =
        read(
            "{\"name\":\""
                + metric
                + "\",\"gauge\":{\"dataPoints\":[{\"timeUnixNano\":5,\"asInt\":1,\"attributes\":["
                + OtlpTexts.attribute(key, value)
                + "]}]}}");

    assertThat(items.points.get(0).identity().state().value()).isEqualTo(state);
  }

  @Test
  void streams_differByEveryPartButTheOrderOfAttributes() {
    String a = attribute("a", 1);
    String b = attribute("b", 2);
    var stream = stream(histogram("h", "s", a, b));

    assertThat(stream).isEqualTo(stream(histogram("h", "s", b, a)));
    assertThat(stream).isNotEqualTo(stream(histogram("h2", "s", a, b)));
    assertThat(stream).isNotEqualTo(stream(histogram("h", "ms", a, b)));
    assertThat(stream).isNotEqualTo(stream(histogram("h", "s", a, attribute("b", 1))));
    assertThat(stream).isNotEqualTo(stream(histogram("h", "s", a)));
  }

  private static String attribute(String key, int value) {
    return "{\"key\":\"" + key + "\",\"value\":{\"intValue\":" + value + "}}";
  }

  private static String histogram(String name, String unit, String... attributes) {
    return "{\"name\":\""
        + name
        + "\",\"unit\":\""
        + unit
        + "\",\"histogram\":{\"aggregationTemporality\":2,\"dataPoints\":[{\"timeUnixNano\":5,"
        + "\"count\":1,\"bucketCounts\":[0,1],\"explicitBounds\":[1],\"attributes\":["
        + String.join(",", attributes)
        + "]}]}}";
  }

  private static Object stream(String metric) {
    return ((HistogramPoint) read(metric).points.get(0)).stream();
  }

  private static Items read(String metric) {
    byte[] line = OtlpTexts.utf8(OtlpTexts.metrics(metric).replace("\n", " "));
    var content = OtlpJson.read(line, 0, line.length);
    assertThat(content.refusals()).isEmpty();
    var message = ((OtlpRequest.Metrics) content.requests().get(0)).message();
    assertThat(message.getResourceMetricsList()).hasOnlyElementsOfType(ResourceMetrics.class);
    var items = new Items();
    new RequestItems(items, 0).read(content.requests().get(0));
    return items;
  }
}
