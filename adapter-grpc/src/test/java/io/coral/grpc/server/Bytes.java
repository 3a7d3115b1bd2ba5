package io.coral.grpc.server;

import io.coral.grpc.AnyBytes;
import io.coral.grpc.v1.QueryServiceGrpc;
import io.grpc.Channel;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;

/** Calls GetErrorRate with any bytes and any metadata. */
final class Bytes {
  private Bytes() {}

  static byte[] call(Channel channel, byte[] request, Metadata headers) {
    ClientInterceptor attach = MetadataUtils.newAttachHeadersInterceptor(headers);
    return AnyBytes.call(
        ClientInterceptors.intercept(channel, attach),
        QueryServiceGrpc.getGetErrorRateMethod(),
        request);
  }
}
