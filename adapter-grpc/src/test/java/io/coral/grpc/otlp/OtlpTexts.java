package io.coral.grpc.otlp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Pieces of OTLP for tests, in JSON and packed. */
final class OtlpTexts {
  static final String TRACE_ID = "5b8efff798038103d269b633813fc60c";
  static final String SPAN_ID = "eee19b7ec3c1b174";

  private OtlpTexts() {}

  /** A request of one resource named payments. */
  static String traces(String... spans) {
    return "{\"resourceSpans\":[{\"resource\":{\"attributes\":["
        + attribute("service.name", "payments")
        + "]},\"scopeSpans\":[{\"spans\":["
        + String.join(",", spans)
        + "]}]}]}";
  }

  /** A server span of one second, and whatever other fields. */
  static String span(String... fields) {
    return "{\"traceId\":\""
        + TRACE_ID
        + "\",\"spanId\":\""
        + SPAN_ID
        + "\",\"name\":\"pay\",\"kind\":2,\"startTimeUnixNano\":\"1000000000\","
        + "\"endTimeUnixNano\":\"2000000000\""
        + (fields.length == 0 ? "" : "," + String.join(",", fields))
        + "}";
  }

  /** A request of one resource named payments. */
  static String metrics(String... metrics) {
    return "{\"resourceMetrics\":[{\"resource\":{\"attributes\":["
        + attribute("service.name", "payments")
        + "]},\"scopeMetrics\":[{\"metrics\":["
        + String.join(",", metrics)
        + "]}]}]}";
  }

  static String gauge(String name, long timeUnixNano, double value) {
    return "{\"name\":\""
        + name
        + "\",\"unit\":\"1\",\"gauge\":{\"dataPoints\":[{\"timeUnixNano\":\""
        + timeUnixNano
        + "\",\"asDouble\":"
        + value
        + "}]}}";
  }

  static String attribute(String key, String value) {
    return "{\"key\":\"" + key + "\",\"value\":{\"stringValue\":\"" + value + "\"}}";
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] gzip(byte[] plain) {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  /** The length, then the bytes. */
  static byte[] framed(byte[] request) {
    return ByteBuffer.allocate(Integer.BYTES + request.length)
        .putInt(request.length)
        .put(request)
        .array();
  }

  static byte[] concat(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
