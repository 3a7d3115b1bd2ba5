package io.coral.grpc.light;

import io.coral.grpc.v1.QueryServiceGrpc;
import io.coral.grpc.version.ClientVersion;

/**
 * Loads what a first call waits for longest, as measured: gRPC's headers and protobuf's messages.
 */
final class Preparation implements Runnable {
  @Override
  public void run() {
    new ClientVersion();
    QueryServiceGrpc.getListServicesMethod();
  }
}
