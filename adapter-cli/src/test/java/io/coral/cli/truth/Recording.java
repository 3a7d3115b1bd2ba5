package io.coral.cli.truth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/**
 * The train-ticket telemetry, read as plain JSON: none of the project's own decoding stands between
 * the file and the expected numbers.
 */
final class Recording {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A span as recorded. */
  record Span(
      String service,
      String traceId,
      boolean root,
      int kind,
      long startUnixNano,
      long endUnixNano,
      boolean error) {
    /** SERVER or CONSUMER. */
    boolean isRequest() {
      return kind == 2 || kind == 5;
    }

    long durationNanos() {
      return endUnixNano - startUnixNano;
    }
  }

  private final List<Span> spans;
  private final JsonNode expected;

  private Recording(List<Span> spans, JsonNode expected) {
    this.spans = spans;
    this.expected = expected;
  }

  static Recording read() {
    try {
      return new Recording(readSpans(), JSON.readTree(file("expected.json").toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file of the sample; tests run in their module's folder. */
  static Path file(String name) {
    return Path.of("..", "examples", "train-ticket", name);
  }

  List<Span> spans() {
    return spans;
  }

  /** The answers that came with the recording. */
  JsonNode expected() {
    return expected;
  }

  private static List<Span> readSpans() throws IOException {
    var spans = new ArrayList<Span>();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file("traces.otlp.jsonl.gz"))),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        readRequest(JSON.readTree(line), spans::add);
      }
    }
    return List.copyOf(spans);
  }

  private static void readRequest(JsonNode request, Consumer<Span> each) {
    for (var resourceSpans : request.get("resourceSpans")) {
      String service = serviceName(resourceSpans.at("/resource/attributes"));
      for (var scopeSpans : resourceSpans.get("scopeSpans")) {
        for (var span : scopeSpans.get("spans")) {
          each.accept(
              new Span(
                  service,
                  span.get("traceId").asText(),
                  span.path("parentSpanId").asText("").isEmpty(),
                  span.get("kind").asInt(),
                  Long.parseLong(span.get("startTimeUnixNano").asText()),
                  Long.parseLong(span.get("endTimeUnixNano").asText()),
                  span.at("/status/code").asInt(0) == 2));
        }
      }
    }
  }

  private static String serviceName(JsonNode attributes) {
    for (var attribute : attributes) {
      if (attribute.get("key").asText().equals("service.name")) {
        return attribute.at("/value/stringValue").asText();
      }
    }
    throw new IllegalStateException("every recorded resource has a service.name");
  }
}
