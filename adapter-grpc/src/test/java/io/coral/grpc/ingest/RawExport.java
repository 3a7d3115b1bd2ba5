package io.coral.grpc.ingest;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCalls;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Exports any bytes as if they were spans. */
final class RawExport {
  private static final MethodDescriptor.Marshaller<byte[]> AS_THEY_ARE =
      new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(byte[] value) {
          return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
          try {
            return stream.readAllBytes();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      };

  private RawExport() {}

  static byte[] call(Channel channel, byte[] request) {
    return ClientCalls.blockingUnaryCall(
        channel,
        TraceServiceGrpc.getExportMethod().toBuilder(AS_THEY_ARE, AS_THEY_ARE).build(),
        CallOptions.DEFAULT,
        request);
  }
}
