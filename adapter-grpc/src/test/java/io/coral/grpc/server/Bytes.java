package io.coral.grpc.server;

import io.coral.grpc.v1.QueryServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Calls GetErrorRate with any bytes and any metadata. */
final class Bytes {
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

  private Bytes() {}

  static byte[] call(Channel channel, byte[] request, Metadata headers) {
    ClientInterceptor attach = MetadataUtils.newAttachHeadersInterceptor(headers);
    return ClientCalls.blockingUnaryCall(
        ClientInterceptors.intercept(channel, attach),
        QueryServiceGrpc.getGetErrorRateMethod().toBuilder(AS_THEY_ARE, AS_THEY_ARE).build(),
        CallOptions.DEFAULT,
        request);
  }
}
