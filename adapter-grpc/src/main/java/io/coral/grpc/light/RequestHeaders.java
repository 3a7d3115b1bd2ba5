package io.coral.grpc.light;

import static io.grpc.Metadata.ASCII_STRING_MARSHALLER;
import static io.grpc.Metadata.BINARY_BYTE_MARSHALLER;
import static java.util.Objects.requireNonNullElse;

import io.grpc.Metadata;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;
import org.jspecify.annotations.Nullable;

/** The headers of a call. */
final class RequestHeaders {
  private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();

  private RequestHeaders() {}

  /**
   * @param method SERVICE/METHOD
   */
  static List<Header> of(
      String scheme, String method, String authority, Metadata metadata, Expiry expiry) {
    var headers = new ArrayList<Header>();
    add(headers, ":method", "POST");
    add(headers, ":scheme", scheme);
    add(headers, ":path", "/" + method);
    add(headers, ":authority", authority);
    add(headers, "te", "trailers");
    add(headers, "grpc-timeout", expiry.header());
    add(headers, "content-type", "application/grpc");
    add(headers, "user-agent", "coral");
    add(headers, "grpc-accept-encoding", "gzip");
    for (String name : metadata.keys()) {
      if (name.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
        for (byte[] value : values(metadata, Metadata.Key.of(name, BINARY_BYTE_MARSHALLER))) {
          add(headers, name, BASE64.encodeToString(value));
        }
      } else {
        for (String value : values(metadata, Metadata.Key.of(name, ASCII_STRING_MARSHALLER))) {
          add(headers, name, value);
        }
      }
    }
    return headers;
  }

  private static <T> Iterable<T> values(Metadata metadata, Metadata.Key<T> key) {
    return requireNonNullElse(metadata.getAll(key), List.of());
  }

  private static void add(List<Header> headers, String name, @Nullable String value) {
    if (value != null) {
      headers.add(new BasicHeader(name, value, name.equals("authorization"))); // kept in no table
    }
  }
}
