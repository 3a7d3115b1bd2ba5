package io.coral.cli.wiring;

import static java.util.Objects.requireNonNull;

import com.google.inject.AbstractModule;
import io.coral.cli.parts.Surroundings;
import io.coral.duckdb.DuckDbModule;
import io.coral.grpc.GrpcModule;
import java.time.InstantSource;

/** What a colony is made of that is left running: what keeps telemetry, and what serves it. */
final class ColonyModule extends AbstractModule {
  private final Surroundings surroundings;

  ColonyModule(Surroundings surroundings) {
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
  }

  @Override
  protected void configure() {
    bind(InstantSource.class).toInstance(surroundings.clock());
    install(new DuckDbModule());
    install(new GrpcModule());
  }
}
