package io.coral.grpc.client;

/** What the client says of addresses where no colony answers, or something else does. */
class GrpcColonyClientsTest extends ColonyClientsContract {
  GrpcColonyClientsTest() {
    super(new GrpcColonyClients());
  }
}
