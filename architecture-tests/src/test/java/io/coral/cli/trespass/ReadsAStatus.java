package io.coral.cli.trespass;

import io.coral.architecture.Breaks;
import io.grpc.Status;

@Breaks("grpc_and_protobuf_stay_in_the_grpc_adapter")
final class ReadsAStatus {

  boolean ok(Status status) {
    return status.isOk();
  }
}
