package io.coral.duckdb.trespass;

import io.coral.architecture.Breaks;
import io.coral.duckdb.DuckDbStores;
import io.coral.ports.ColonyStore;

@Breaks("no_part_of_the_store_knows_the_whole")
final class OpensTheWholeStore {
  ColonyStore another(DuckDbStores stores) {
    return stores.inMemory();
  }
}
