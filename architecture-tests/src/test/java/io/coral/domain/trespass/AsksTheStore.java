package io.coral.domain.trespass;

import io.coral.architecture.Breaks;
import io.coral.duckdb.trespass.Store;

@Breaks({
  "only_the_wiring_knows_the_duckdb_adapter",
  "the_domain_knows_only_itself_the_jdk_and_vavr"
})
final class AsksTheStore {

  String answer(Store store) {
    return store.answer();
  }
}
