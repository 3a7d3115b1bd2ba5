package io.coral.grpc.otlp;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a file request by request, so that a file of any size needs memory for one of them. */
interface RequestReader {
  /** Most bytes of one request, decompressed. */
  int MAX_REQUEST_BYTES = 64 * 1024 * 1024;

  /**
   * Reads on.
   *
   * @return the next line or frame that is not blank, or null at the end
   * @throws IOException if nothing more can be read
   */
  @Nullable FileEntry next() throws IOException;
}
