package io.coral.grpc.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.vavr.control.Either;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads the OTLP/JSON of one line: a request with spans, with metrics or with both, or an array of
 * requests.
 */
final class OtlpJson {
  private static final String NOT_JSON = "not well-formed JSON in UTF-8";

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION) // nothing of a file in a message
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(200)
                  .maxStringLength(RequestReader.MAX_REQUEST_BYTES)
                  .build())
          .build();

  /**
   * What a text held.
   *
   * @param refusals items, or the whole text, that cannot be read
   */
  record Content(List<OtlpRequest> requests, List<String> refusals) {
    FileEntry at(long line) {
      return new FileEntry(line, requests, refusals);
    }
  }

  private final JsonParser parser;
  private final JsonMessageReader messages;
  private final List<OtlpRequest> requests = new ArrayList<>();
  private final List<String> refusals = new ArrayList<>();

  private OtlpJson(JsonParser parser) {
    this.parser = parser;
    this.messages = new JsonMessageReader(parser, refusals::add);
  }

  /** Reads {@code length} bytes of UTF-8 from {@code offset} on. */
  static Content read(byte[] text, int offset, int length) {
    try (JsonParser parser = FACTORY.createParser(text, offset, length)) {
      var json = new OtlpJson(parser);
      json.readAll();
      return new Content(json.requests, json.refusals);
    } catch (IOException e) {
      // All or nothing: what came before a syntax error may be cut off as well.
      return new Content(List.of(), List.of(NOT_JSON));
    }
  }

  /**
   * Reads a text that must be one request, whose signal is known by other means.
   *
   * @param refusals hears of each item that cannot be read
   * @return the message, or why the text is no request, one sentence
   */
  static <B extends Message.Builder> Either<String, B> into(
      B message, byte[] text, Consumer<String> refusals) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Either.left("not an export request: a JSON object is needed");
      }
      var messages = new JsonMessageReader(parser, refusals);
      String name;
      while ((name = parser.nextFieldName()) != null) {
        parser.nextToken();
        messages.readField(message, name);
      }
      return parser.nextToken() == null
          ? Either.right(message)
          : Either.left("not one export request: more follows it");
    } catch (BadJsonValueException e) {
      return Either.left("not an export request: " + e.getMessage());
    } catch (IOException e) {
      return Either.left(NOT_JSON);
    }
  }

  private void readAll() throws IOException {
    JsonToken token;
    while ((token = parser.nextToken()) != null) {
      if (token == JsonToken.START_ARRAY) {
        while ((token = parser.nextToken()) != JsonToken.END_ARRAY) {
          readRequest(token);
        }
      } else {
        readRequest(token);
      }
    }
  }

  private void readRequest(JsonToken first) throws IOException {
    if (first != JsonToken.START_OBJECT) {
      parser.skipChildren();
      refusals.add("not an export request: a JSON object is needed");
      return;
    }
    var traces = ExportTraceServiceRequest.newBuilder();
    var metrics = ExportMetricsServiceRequest.newBuilder();
    boolean known = false;
    boolean unknown = false;
    JsonStreamContext request = parser.getParsingContext();
    String name;
    while ((name = parser.nextFieldName()) != null) {
      parser.nextToken();
      switch (name) {
        case "resourceSpans" -> readItems(traces, name, request);
        case "resourceMetrics" -> readItems(metrics, name, request);
        default -> parser.skipChildren();
      }
      switch (name) {
        case "resourceSpans", "resourceMetrics", "resourceLogs", "resourceProfiles" -> known = true;
        default -> unknown = true;
      }
    }
    if (unknown && !known) {
      refusals.add("not an export request: it has neither resourceSpans nor resourceMetrics");
    }
    add(new OtlpRequest.Traces(traces.build()));
    add(new OtlpRequest.Metrics(metrics.build()));
  }

  private void readItems(Message.Builder message, String field, JsonStreamContext request)
      throws IOException {
    try {
      messages.readField(message, field);
    } catch (BadJsonValueException e) {
      refusals.add(String.valueOf(e.getMessage()));
      messages.skipTo(request);
    }
  }

  private void add(OtlpRequest request) {
    if (!request.isEmpty()) {
      requests.add(request);
    }
  }
}
