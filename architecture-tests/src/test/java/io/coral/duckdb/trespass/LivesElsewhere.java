package io.coral.duckdb.trespass;

import io.coral.architecture.Breaks;

@Breaks("every_module_keeps_to_its_package")
final class LivesElsewhere {

  Object self() {
    return this;
  }
}
