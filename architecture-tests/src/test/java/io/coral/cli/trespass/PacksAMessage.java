package io.coral.cli.trespass;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.coral.architecture.Breaks;

@Breaks("grpc_and_protobuf_stay_in_the_grpc_adapter")
final class PacksAMessage {

  ByteString pack(Message message) {
    return message.toByteString();
  }
}
