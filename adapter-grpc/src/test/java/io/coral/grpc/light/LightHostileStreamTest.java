package io.coral.grpc.light;

import io.coral.grpc.client.HostileStreamContract;

/** What the client makes of streams that no colony sends, or that break off. */
class LightHostileStreamTest extends HostileStreamContract {
  LightHostileStreamTest() {
    super(new LightColonyClients());
  }
}
