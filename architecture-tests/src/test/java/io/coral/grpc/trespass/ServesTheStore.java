package io.coral.grpc.trespass;

import io.coral.architecture.Breaks;
import io.coral.duckdb.trespass.Store;

@Breaks("only_the_wiring_knows_the_duckdb_adapter")
final class ServesTheStore {

  String serve(Store store) {
    return store.answer();
  }
}
