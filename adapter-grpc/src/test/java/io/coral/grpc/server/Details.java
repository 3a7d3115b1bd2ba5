package io.coral.grpc.server;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;

/** What a failure tells beyond its status. */
final class Details {
  private Details() {}

  /** The detail of a type, which must be there. */
  static <M extends Message> M of(StatusRuntimeException thrown, Class<M> type) {
    for (Any any : StatusProto.fromThrowable(thrown).getDetailsList()) {
      if (any.is(type)) {
        try {
          return any.unpack(type);
        } catch (InvalidProtocolBufferException e) {
          throw new AssertionError(e);
        }
      }
    }
    throw new AssertionError("no " + type.getSimpleName() + " in " + thrown);
  }
}
