package io.coral.grpc.tls;

import io.coral.grpc.client.GrpcColonyClients;

/** TLS by one of the clients. */
class NettyTlsTest extends TlsContract {
  NettyTlsTest() {
    super(new GrpcColonyClients());
  }
}
