package io.coral.cli.wiring;

import static java.util.Objects.requireNonNull;

import com.google.inject.Guice;
import com.google.inject.Injector;
import io.coral.cli.parts.Parts;
import io.coral.cli.parts.Surroundings;
import io.coral.ports.ColonyClients;
import io.coral.ports.ColonyStores;
import io.coral.ports.QueryServers;
import io.coral.ports.ScriptRuntime;
import io.coral.ports.TelemetryImport;
import io.coral.ports.TelemetryServers;
import io.coral.ports.Upkeep;
import org.jspecify.annotations.Nullable;

/** The ports from an injector that is made when the first of them is needed. */
final class GuiceParts implements Parts {
  private final Surroundings surroundings;
  private @Nullable Injector injector;

  GuiceParts(Surroundings surroundings) {
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
  }

  @Override
  public ColonyStores stores() {
    return injector().getInstance(ColonyStores.class);
  }

  @Override
  public ColonyStores servedStores(Upkeep upkeep) {
    return injector().getInstance(ServedStores.class).keeping(upkeep);
  }

  @Override
  public ColonyClients clients() {
    return injector().getInstance(ColonyClients.class);
  }

  @Override
  public QueryServers servers() {
    return injector().getInstance(QueryServers.class);
  }

  @Override
  public TelemetryServers telemetryServers() {
    return injector().getInstance(TelemetryServers.class);
  }

  @Override
  public ScriptRuntime scripts() {
    return injector().getInstance(ScriptRuntime.class);
  }

  @Override
  public TelemetryImport telemetryImport() {
    return injector().getInstance(TelemetryImport.class);
  }

  private synchronized Injector injector() {
    if (injector == null) {
      injector = Guice.createInjector(new CoralModule(surroundings));
    }
    return injector;
  }
}
