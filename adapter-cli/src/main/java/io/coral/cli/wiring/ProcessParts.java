package io.coral.cli.wiring;

import static java.util.Objects.requireNonNull;

import com.google.inject.Guice;
import com.google.inject.Injector;
import io.coral.cli.log.LogFormat;
import io.coral.cli.log.LogLevel;
import io.coral.cli.log.LogSetup;
import io.coral.cli.parts.Parts;
import io.coral.cli.parts.Surroundings;
import io.coral.deno.DenoRuntime;
import io.coral.grpc.light.LightColonyClients;
import io.coral.ports.AdminClients;
import io.coral.ports.AdminServers;
import io.coral.ports.ColonyClients;
import io.coral.ports.ColonyListener;
import io.coral.ports.ColonyMetrics;
import io.coral.ports.ColonyRelays;
import io.coral.ports.ColonyStores;
import io.coral.ports.QueryServers;
import io.coral.ports.ScriptRuntime;
import io.coral.ports.TelemetryImport;
import io.coral.ports.TelemetryServers;
import io.coral.ports.TokenFiles;
import io.coral.ports.Upkeep;
import io.vavr.Lazy;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The ports of this process. What asks or serves a colony comes from an injector, made when the
 * first of them is needed; what a client needs is made by hand, for an injector would take longer
 * to start than the answer.
 */
final class ProcessParts implements Parts {
  private final Surroundings surroundings;
  private final Lazy<ScriptRuntime> scripts;
  private @Nullable Injector injector;

  ProcessParts(Surroundings surroundings) {
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
    this.scripts = Lazy.of(() -> new DenoRuntime(EmbeddedDeno.of(surroundings)));
  }

  @Override
  public ColonyStores stores() {
    return injector().getInstance(ColonyStores.class);
  }

  @Override
  public ColonyStores servedStores(Upkeep upkeep, ColonyListener listener) {
    return injector().getInstance(ServedStores.class).keeping(upkeep, listener);
  }

  @Override
  public void log(LogFormat format, LogLevel level) {
    LogSetup.begin(new FileOutputStream(FileDescriptor.err), format, level);
  }

  @Override
  public ColonyMetrics metrics() {
    return injector().getInstance(ColonyMetrics.class);
  }

  @Override
  public ColonyClients clients() {
    return new LightColonyClients();
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
  public AdminServers adminServers() {
    return injector().getInstance(AdminServers.class);
  }

  @Override
  public AdminClients adminClients() {
    return new LightColonyClients();
  }

  @Override
  public ColonyRelays relays() {
    return injector().getInstance(ColonyRelays.class);
  }

  @Override
  public TokenFiles tokenFiles() {
    return injector().getInstance(TokenFiles.class);
  }

  @Override
  public ScriptRuntime scripts() {
    return scripts.get();
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
