package io.coral.grpc.otlp;

import java.util.List;

/**
 * What one line, or one frame, of a file held.
 *
 * @param line from 1; for protobuf the number of the request
 * @param requests none, one, or more where a line holds several signals
 * @param refusals what could not be read, one sentence each; the rest of the line is in {@code
 *     requests}
 */
record FileEntry(long line, List<OtlpRequest> requests, List<String> refusals) {
  FileEntry {
    requests = List.copyOf(requests);
    refusals = List.copyOf(refusals);
  }

  static FileEntry refused(long line, String reason) {
    return new FileEntry(line, List.of(), List.of(reason));
  }
}
