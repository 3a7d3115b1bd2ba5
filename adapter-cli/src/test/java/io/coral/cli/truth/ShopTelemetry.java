package io.coral.cli.truth;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Ten minutes of a made-up shop with the services that RFD 076's examples name, as the Collector's
 * file exporter would write them. Payments and orders fail now and then; payments is slow.
 */
final class ShopTelemetry {
  static final int REQUESTS = 200;

  private static final long SECOND = 1_000_000_000L;

  private ShopTelemetry() {}

  /** Lines of OTLP/JSON whose data ends at {@code end}. */
  static List<String> lines(Instant end) {
    long last = end.getEpochSecond() * SECOND;
    var lines = new ArrayList<String>();
    lines.add(spans("payments", 1, last, 892, 10));
    lines.add(spans("orders", 2, last, 120, 20));
    lines.add(spans("inventory", 3, last, 8, 0));
    lines.add(gauges("payments", last, 0.82, 0.91));
    lines.add(gauges("orders", last, 0.40, 0.55));
    lines.add(gauges("inventory", last, 0.05, 0.30));
    return lines;
  }

  /** One request each three seconds, backwards from the end; every {@code failEach}th failed. */
  private static String spans(String service, int id, long last, long millis, int failEach) {
    var spans = new ArrayList<String>();
    for (int i = 0; i < REQUESTS; i++) {
      long start = last - i * 3L * SECOND - 5 * SECOND;
      boolean failed = failEach > 0 && i % failEach == 0;
      spans.add(
          """
          {"traceId":"%032x","spanId":"%016x","name":"POST /%s","kind":2,\
          "startTimeUnixNano":"%d","endTimeUnixNano":"%d","status":{%s}}"""
              .formatted(
                  id * 1_000_000L + i + 1,
                  id * 1_000_000L + i + 1,
                  service,
                  start,
                  start + (millis + i) * 1_000_000,
                  failed ? "\"code\":2" : ""));
    }
    return "{\"resourceSpans\":[{%s,\"scopeSpans\":[{\"spans\":[%s]}]}]}"
        .formatted(resource(service), String.join(",", spans));
  }

  private static String gauges(String service, long last, double cpu, double memory) {
    return "{\"resourceMetrics\":[{%s,\"scopeMetrics\":[{\"metrics\":[%s,%s]}]}]}"
        .formatted(
            resource(service),
            gauge("k8s.container.cpu_limit_utilization", last, cpu),
            gauge("k8s.container.memory_limit_utilization", last, memory));
  }

  private static String gauge(String name, long time, double value) {
    return "{\"name\":\"%s\",\"unit\":\"1\",\"gauge\":{\"dataPoints\":[{\"timeUnixNano\":\"%d\",\"asDouble\":%s}]}}"
        .formatted(name, time, value);
  }

  private static String resource(String service) {
    return "\"resource\":{\"attributes\":[%s,%s]}"
        .formatted(
            attribute("service.name", service), attribute("service.instance.id", service + "-0"));
  }

  private static String attribute(String key, String value) {
    return "{\"key\":\"%s\",\"value\":{\"stringValue\":\"%s\"}}".formatted(key, value);
  }
}
