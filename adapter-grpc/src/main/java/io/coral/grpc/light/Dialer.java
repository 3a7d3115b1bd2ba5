package io.coral.grpc.light;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;

/** Makes connections to a colony. */
interface Dialer {
  /**
   * Connects.
   *
   * @param timeout time for it, above zero
   * @throws IOException if nobody answers there in time, or somebody else does
   */
  Socket dial(Duration timeout) throws IOException;

  /** Of the address that calls are made to: http, or https. */
  String scheme();
}
