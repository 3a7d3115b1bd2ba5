package io.coral.grpc.ingest;

import io.coral.grpc.otlp.Decoded;
import io.coral.grpc.otlp.OtlpSignal;
import io.vavr.control.Either;
import java.util.Locale;
import java.util.Optional;

/** The two forms that OTLP's messages have over HTTP. A reply has that of its request. */
enum Encoding {
  PROTOBUF("application/x-protobuf"),
  JSON("application/json");

  private final String mediaType;

  Encoding(String mediaType) {
    this.mediaType = mediaType;
  }

  /**
   * Reads a Content-Type, whose parameters do not matter: JSON is always UTF-8.
   *
   * @return empty for any other type
   */
  static Optional<Encoding> ofContentType(String contentType) {
    int end = contentType.indexOf(';');
    String type = (end < 0 ? contentType : contentType.substring(0, end)).strip();
    for (Encoding encoding : values()) {
      if (encoding.mediaType.equals(type.toLowerCase(Locale.ROOT))) {
        return Optional.of(encoding);
      }
    }
    return Optional.empty();
  }

  String mediaType() {
    return mediaType;
  }

  Either<String, Decoded> decode(OtlpSignal signal, byte[] body) {
    return switch (this) {
      case PROTOBUF -> signal.ofProtobuf(body);
      case JSON -> signal.ofJson(body);
    };
  }
}
