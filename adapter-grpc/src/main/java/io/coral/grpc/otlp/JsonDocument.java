package io.coral.grpc.otlp;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * OTLP/JSON spread over several lines: one request, or an array of requests, for people to read.
 */
final class JsonDocument implements RequestReader {
  private final InputStream in;
  private final int maxBytes;
  private boolean read;

  JsonDocument(InputStream in, int maxBytes) {
    this.in = in;
    this.maxBytes = maxBytes;
  }

  @Override
  public @Nullable FileEntry next() throws IOException {
    if (read) {
      return null;
    }
    read = true;
    byte[] document = in.readNBytes(maxBytes + 1);
    if (document.length > maxBytes) {
      return FileEntry.refused(1, "the document has more than " + maxBytes + " bytes");
    }
    return OtlpJson.read(document, 0, document.length).at(1);
  }
}
