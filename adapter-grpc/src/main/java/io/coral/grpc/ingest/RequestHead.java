package io.coral.grpc.ingest;

import io.coral.grpc.otlp.OtlpSignal;
import io.vavr.control.Either;
import java.util.Locale;
import java.util.Optional;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * What a request's line and headers say of its body.
 *
 * @param gzip whether it is compressed
 */
record RequestHead(OtlpSignal signal, Encoding encoding, boolean gzip) {
  private static final String TRACES_PATH = "/v1/traces";
  private static final String METRICS_PATH = "/v1/metrics";

  /** Reads it, or says at once why the body will not be read. */
  static Either<HttpReply, RequestHead> of(
      HttpRequest request, @Nullable EntityDetails body, int mostBytes) {
    Optional<Encoding> encoding = encoding(request);
    Encoding ofReply = encodingOfReply(request);
    Optional<OtlpSignal> signal = signal(request.getPath());
    if (signal.isEmpty()) {
      return Either.left(HttpReplies.unknownPath(ofReply));
    }
    if (!request.getMethod().equals("POST")) {
      return Either.left(HttpReplies.wrongMethod(ofReply));
    }
    if (encoding.isEmpty()) {
      return Either.left(HttpReplies.unknownType(ofReply));
    }
    Optional<Boolean> gzip = isGzip(request);
    if (gzip.isEmpty()) {
      return Either.left(HttpReplies.unknownCompression(ofReply));
    }
    if (body != null && body.getContentLength() > mostBytes) {
      return Either.left(HttpReplies.tooLarge(mostBytes, ofReply));
    }
    return Either.right(new RequestHead(signal.get(), encoding.get(), gzip.get()));
  }

  /** Where requests of its signal are sent. */
  String path() {
    return switch (signal) {
      case TRACES -> TRACES_PATH;
      case METRICS -> METRICS_PATH;
    };
  }

  /** That of the request, where it can be told. */
  static Encoding encodingOfReply(HttpRequest request) {
    return encoding(request).orElse(Encoding.JSON);
  }

  private static Optional<Encoding> encoding(HttpRequest request) {
    return header(request, HttpHeaders.CONTENT_TYPE).flatMap(Encoding::ofContentType);
  }

  private static Optional<OtlpSignal> signal(@Nullable String target) {
    if (target == null) {
      return Optional.empty();
    }
    int query = target.indexOf('?');
    return switch (query < 0 ? target : target.substring(0, query)) {
      case TRACES_PATH -> Optional.of(OtlpSignal.TRACES);
      case METRICS_PATH -> Optional.of(OtlpSignal.METRICS);
      default -> Optional.empty();
    };
  }

  /** Empty for a compression that is not known. */
  private static Optional<Boolean> isGzip(HttpRequest request) {
    String coding = header(request, HttpHeaders.CONTENT_ENCODING).orElse("identity");
    return switch (coding.strip().toLowerCase(Locale.ROOT)) {
      case "gzip", "x-gzip" -> Optional.of(true);
      case "identity", "" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static Optional<String> header(HttpRequest request, String name) {
    Header header = request.getFirstHeader(name);
    return header == null ? Optional.empty() : Optional.ofNullable(header.getValue());
  }
}
