package io.coral.duckdb;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.coral.ports.ColonyStores;
import java.time.InstantSource;

/** Colonies in DuckDB. Whoever installs this binds the {@link InstantSource} that they read. */
public final class DuckDbModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(StoreSettings.class).toInstance(StoreSettings.ofThisMachine());
  }

  @Provides
  @Singleton
  static ColonyStores stores(InstantSource clock, StoreSettings settings) {
    return new DuckDbStores(clock, settings);
  }
}
