package io.coral.cli.trespass;

import io.coral.architecture.Breaks;
import io.coral.deno.trespass.Sandbox;
import io.coral.duckdb.trespass.Store;
import io.coral.grpc.trespass.Client;

@Breaks({
  "only_the_wiring_knows_the_duckdb_adapter",
  "only_the_wiring_knows_the_grpc_adapter",
  "only_the_wiring_knows_the_deno_adapter"
})
final class SkipsTheWiring {

  String all(Store store, Client client, Sandbox sandbox) {
    return store.answer() + client.ask() + sandbox.run();
  }
}
