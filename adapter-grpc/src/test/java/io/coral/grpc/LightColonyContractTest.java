package io.coral.grpc;

import io.coral.grpc.light.LightColonyClients;

/** The contract by the client that works with next to no start-up. */
class LightColonyContractTest extends RemoteColonyContract {
  LightColonyContractTest() {
    super(new LightColonyClients());
  }
}
