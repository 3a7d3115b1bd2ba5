package io.coral.grpc.ingest;

import io.coral.grpc.AnyBytes;
import io.grpc.Channel;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;

/** Exports any bytes as if they were spans. */
final class RawExport {
  private RawExport() {}

  static byte[] call(Channel channel, byte[] request) {
    return AnyBytes.call(channel, TraceServiceGrpc.getExportMethod(), request);
  }
}
