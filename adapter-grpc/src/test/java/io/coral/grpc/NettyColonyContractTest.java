package io.coral.grpc;

import io.coral.grpc.client.GrpcColonyClients;

/** The contract by the client that works over Netty. */
class NettyColonyContractTest extends RemoteColonyContract {
  NettyColonyContractTest() {
    super(new GrpcColonyClients());
  }
}
