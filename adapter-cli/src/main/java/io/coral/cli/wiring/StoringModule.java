package io.coral.cli.wiring;

import static java.util.Objects.requireNonNull;

import com.google.inject.AbstractModule;
import io.coral.cli.parts.Surroundings;
import io.coral.duckdb.DuckDbModule;
import java.time.InstantSource;

/** What keeps colonies. */
final class StoringModule extends AbstractModule {
  private final Surroundings surroundings;

  StoringModule(Surroundings surroundings) {
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
  }

  @Override
  protected void configure() {
    bind(InstantSource.class).toInstance(surroundings.clock());
    install(new DuckDbModule());
  }
}
