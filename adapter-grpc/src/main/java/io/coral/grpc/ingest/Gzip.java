package io.coral.grpc.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Decompresses bodies, and stops where they become too large. */
final class Gzip {
  private static final int BUFFER_BYTES = 8 * 1024;

  private Gzip() {}

  /**
   * Decompresses a body.
   *
   * @return empty if it has more bytes than allowed
   * @throws IOException if it is not gzip, or damaged
   */
  static Optional<byte[]> decompressed(byte[] body, int mostBytes) throws IOException {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(body), BUFFER_BYTES)) {
      byte[] plain = in.readNBytes(mostBytes);
      return in.read() < 0 ? Optional.of(plain) : Optional.empty();
    }
  }
}
