package io.coral.grpc.http;

import java.util.regex.Pattern;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;

/**
 * Where the body of a request ends. A request that says it in two ways, or in one that others read
 * differently, may end elsewhere for a proxy before this server, which would then pass on what a
 * sender hid in it as if it were the next request of somebody else.
 */
final class Framing {
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,19}");

  private Framing() {}

  /** Whether there is more than one way to read it. */
  static boolean isAmbiguous(HttpRequest request) {
    Header[] lengths = request.getHeaders(HttpHeaders.CONTENT_LENGTH);
    if (lengths.length == 0) {
      return request.countHeaders(HttpHeaders.TRANSFER_ENCODING) > 1;
    }
    return lengths.length > 1
        || request.containsHeader(HttpHeaders.TRANSFER_ENCODING)
        || lengths[0].getValue() == null
        || !LENGTH.matcher(lengths[0].getValue()).matches();
  }
}
