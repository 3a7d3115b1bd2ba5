package io.coral.cli.wiring;

import static java.util.Objects.requireNonNull;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import io.coral.cli.parts.Surroundings;
import io.coral.duckdb.DuckDbModule;
import io.coral.duckdb.DuckDbStores;
import io.coral.duckdb.StoreSettings;
import io.coral.duckdb.sql.SqlAudit;
import io.coral.grpc.GrpcModule;
import io.coral.ports.ColonyStores;
import java.time.InstantSource;

/** What asks and serves colonies. */
final class CoralModule extends AbstractModule {
  private final Surroundings surroundings;

  CoralModule(Surroundings surroundings) {
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
  }

  @Override
  protected void configure() {
    bind(InstantSource.class).toInstance(surroundings.clock());
    install(new DuckDbModule());
    install(new GrpcModule());
  }

  /** Each of whose SQL statements leaves a line in the log. */
  @Provides
  @Served
  static ColonyStores servedStores(InstantSource clock, StoreSettings settings) {
    return new DuckDbStores(clock, settings.with(SqlAudit.log()));
  }
}
