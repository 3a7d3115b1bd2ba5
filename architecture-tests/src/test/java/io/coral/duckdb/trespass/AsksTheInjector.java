package io.coral.duckdb.trespass;

import com.google.inject.Injector;
import io.coral.architecture.Breaks;

@Breaks("guice_is_known_to_modules_and_the_wiring_only")
final class AsksTheInjector {

  Store store(Injector injector) {
    return injector.getInstance(Store.class);
  }
}
