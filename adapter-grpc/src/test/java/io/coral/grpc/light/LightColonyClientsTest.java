package io.coral.grpc.light;

import io.coral.grpc.client.ColonyClientsContract;

/** What the client says of addresses where no colony answers, or something else does. */
class LightColonyClientsTest extends ColonyClientsContract {
  LightColonyClientsTest() {
    super(new LightColonyClients());
  }
}
