package io.coral.grpc.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.ByteString;
import com.google.rpc.Status;
import io.coral.grpc.otlp.OtlpSignal;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Replies as OTLP/JSON has them: 64-bit numbers are strings. */
final class JsonReplies {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonReplies() {}

  static ByteString taken(Outcome.Taken taken, OtlpSignal signal) {
    return object(
        json -> {
          if (taken.rejected() > 0) {
            json.writeObjectFieldStart("partialSuccess");
            json.writeStringField(rejectedField(signal), Long.toString(taken.rejected()));
            json.writeStringField("errorMessage", taken.reason());
            json.writeEndObject();
          }
        });
  }

  private static String rejectedField(OtlpSignal signal) {
    return switch (signal) {
      case TRACES -> "rejectedSpans";
      case METRICS -> "rejectedDataPoints";
    };
  }

  /** Without the details, which only programs that know protobuf can read. */
  static ByteString status(Status status) {
    return object(
        json -> {
          json.writeNumberField("code", status.getCode());
          json.writeStringField("message", status.getMessage());
        });
  }

  private static ByteString object(Fields fields) {
    var out = ByteString.newOutput();
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return out.toByteString();
  }

  /** Writes the fields of an object. */
  private interface Fields {
    void write(JsonGenerator json) throws IOException;
  }
}
