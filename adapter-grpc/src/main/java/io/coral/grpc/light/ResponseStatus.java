package io.coral.grpc.light;

import io.grpc.Metadata;
import io.grpc.Status;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.jspecify.annotations.Nullable;

/** What a server says of a call, beside its messages. */
final class ResponseStatus {
  private static final Metadata.Key<String> CODE = ascii("grpc-status");
  private static final Metadata.Key<String> MESSAGE = ascii("grpc-message");

  private ResponseStatus() {}

  private static Metadata.Key<String> ascii(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }

  /**
   * Headers as metadata. What no metadata can be is left out: names with other characters, and
   * binary values that are not in base64.
   */
  static Metadata metadata(List<Header> headers) {
    var metadata = new Metadata();
    for (Header header : headers) {
      try {
        put(metadata, header.getName(), header.getValue());
      } catch (IllegalArgumentException e) {
        System.getLogger(ResponseStatus.class.getName())
            .log(System.Logger.Level.DEBUG, "a header that is no metadata", e);
      }
    }
    return metadata;
  }

  private static void put(Metadata metadata, String name, @Nullable String value) {
    if (name.startsWith(":") || value == null) {
      return;
    }
    if (!name.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
      metadata.put(ascii(name), value);
      return;
    }
    var key = Metadata.Key.of(name, Metadata.BINARY_BYTE_MARSHALLER);
    for (String part : value.split(",", -1)) { // several values may come in one header
      metadata.put(key, Base64.getDecoder().decode(part.strip().replaceFirst("=+$", "")));
    }
  }

  /** The status that trailers tell. */
  static Status of(Metadata trailers) {
    String code = trailers.get(CODE);
    if (code == null) {
      return Status.UNKNOWN.withDescription("the response has no grpc-status");
    }
    Status status;
    try {
      status = Status.fromCodeValue(Integer.parseInt(code));
    } catch (NumberFormatException e) {
      status = Status.UNKNOWN.withDescription("the response's grpc-status is no number");
    }
    String message = trailers.get(MESSAGE);
    return message == null ? status : status.withDescription(decoded(message));
  }

  /**
   * What an answer means that is not gRPC's, by its HTTP status; the table is <a
   * href="https://github.com/grpc/grpc/blob/master/doc/http-grpc-status-mapping.md">gRPC's own</a>.
   */
  static Status ofHttp(String status) {
    Status meaning =
        switch (status) {
          case "400" -> Status.INTERNAL;
          case "401" -> Status.UNAUTHENTICATED;
          case "403" -> Status.PERMISSION_DENIED;
          case "404" -> Status.UNIMPLEMENTED;
          case "429", "502", "503", "504" -> Status.UNAVAILABLE;
          default -> Status.UNKNOWN;
        };
    return meaning.withDescription("the response is no gRPC, but HTTP " + status);
  }

  /** Percent-encoded UTF-8; what is not well encoded stands for itself. */
  private static String decoded(String message) {
    if (message.indexOf('%') < 0) {
      return message;
    }
    var bytes = new ByteArrayOutputStream();
    for (int i = 0; i < message.length(); i++) {
      int high = digit(message, i + 1);
      int low = digit(message, i + 2);
      if (message.charAt(i) == '%' && high >= 0 && low >= 0) {
        bytes.write(high * 16 + low);
        i += 2;
      } else {
        bytes.write(message.charAt(i));
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static int digit(String text, int index) {
    return index < text.length() ? Character.digit(text.charAt(index), 16) : -1;
  }
}
