package io.coral.grpc.client;

/** What the client makes of streams that no colony sends, or that break off. */
class NettyHostileStreamTest extends HostileStreamContract {
  NettyHostileStreamTest() {
    super(new GrpcColonyClients());
  }
}
