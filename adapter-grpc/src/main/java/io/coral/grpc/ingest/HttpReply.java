package io.coral.grpc.ingest;

import static java.util.Objects.requireNonNull;

import com.google.protobuf.ByteString;
import java.util.Map;

/**
 * What is sent back over HTTP.
 *
 * @param status its code
 * @param encoding of the body
 * @param body a message of OTLP, or a {@code google.rpc.Status}
 * @param headers beside those that the body has
 */
record HttpReply(int status, Encoding encoding, ByteString body, Map<String, String> headers) {
  HttpReply {
    requireNonNull(encoding, "encoding is null");
    requireNonNull(body, "body is null");
    headers = Map.copyOf(headers);
  }
}
