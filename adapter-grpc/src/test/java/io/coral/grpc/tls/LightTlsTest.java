package io.coral.grpc.tls;

import io.coral.grpc.light.LightColonyClients;

/** TLS by one of the clients. */
class LightTlsTest extends TlsContract {
  LightTlsTest() {
    super(new LightColonyClients());
  }
}
