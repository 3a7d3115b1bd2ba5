package io.coral.grpc;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Calls a method with bytes that need not be a message. */
public final class AnyBytes {
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

  private AnyBytes() {}

  /** The bytes of each message of the reply. */
  public static List<byte[]> stream(
      Channel channel, MethodDescriptor<?, ?> method, byte[] request) {
    var all = new ArrayList<byte[]>();
    ClientCalls.blockingServerStreamingCall(
            channel,
            method.toBuilder(AS_THEY_ARE, AS_THEY_ARE).build(),
            CallOptions.DEFAULT,
            request)
        .forEachRemaining(all::add);
    return all;
  }

  /** The bytes of the reply. */
  public static byte[] call(Channel channel, MethodDescriptor<?, ?> method, byte[] request) {
    return ClientCalls.blockingUnaryCall(
        channel, method.toBuilder(AS_THEY_ARE, AS_THEY_ARE).build(), CallOptions.DEFAULT, request);
  }
}
