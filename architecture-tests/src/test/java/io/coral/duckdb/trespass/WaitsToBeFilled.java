package io.coral.duckdb.trespass;

import io.coral.architecture.Breaks;
import jakarta.inject.Inject;

@Breaks("injection_goes_through_constructors")
class WaitsToBeFilled {

  @Inject Store store;
}
