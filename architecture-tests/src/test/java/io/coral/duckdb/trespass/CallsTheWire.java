package io.coral.duckdb.trespass;

import io.coral.architecture.Breaks;
import io.coral.grpc.trespass.Client;

@Breaks("only_the_wiring_knows_the_grpc_adapter")
final class CallsTheWire {

  String ask(Client client) {
    return client.ask();
  }
}
