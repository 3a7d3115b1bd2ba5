package io.coral.cli.wiring;

import static java.util.Objects.requireNonNull;

import io.coral.cli.log.LogFormat;
import io.coral.cli.log.LogLevel;
import io.coral.cli.log.LogSetup;
import io.coral.cli.parts.Parts;
import io.coral.cli.parts.Surroundings;
import io.coral.deno.DenoRuntime;
import io.coral.grpc.light.LightColonyClients;
import io.coral.grpc.tls.TlsRelays;
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

/**
 * The ports of this process. What keeps and serves a colony comes from injectors, each made when
 * something of it is first needed; what a client needs is made by hand, for an injector would take
 * longer to start than the answer, and its classes are not there where only questions are asked.
 */
final class ProcessParts implements Parts {
  private final Lazy<ScriptRuntime> scripts;

  private final Lazy<Injectors> injectors;

  ProcessParts(Surroundings surroundings) {
    requireNonNull(surroundings, "surroundings is null");
    this.scripts = Lazy.of(() -> new DenoRuntime(EmbeddedDeno.of(surroundings)));
    this.injectors = Lazy.of(() -> new Injectors(surroundings));
  }

  @Override
  public ColonyStores stores() {
    return injectors.get().stored(ColonyStores.class);
  }

  @Override
  public ColonyStores servedStores(Upkeep upkeep, ColonyListener listener) {
    return injectors.get().stored(ServedStores.class).keeping(upkeep, listener);
  }

  @Override
  public void log(LogFormat format, LogLevel level) {
    LogSetup.begin(new FileOutputStream(FileDescriptor.err), format, level);
  }

  @Override
  public ColonyMetrics metrics() {
    return injectors.get().served(ColonyMetrics.class);
  }

  @Override
  public ColonyClients clients() {
    return new LightColonyClients();
  }

  @Override
  public QueryServers servers() {
    return injectors.get().served(QueryServers.class);
  }

  @Override
  public TelemetryServers telemetryServers() {
    return injectors.get().served(TelemetryServers.class);
  }

  @Override
  public AdminServers adminServers() {
    return injectors.get().served(AdminServers.class);
  }

  @Override
  public AdminClients adminClients() {
    return new LightColonyClients();
  }

  @Override
  public ColonyRelays relays() {
    return new TlsRelays();
  }

  @Override
  public TokenFiles tokenFiles() {
    return injectors.get().served(TokenFiles.class);
  }

  @Override
  public ScriptRuntime scripts() {
    return scripts.get();
  }

  @Override
  public TelemetryImport telemetryImport() {
    return injectors.get().served(TelemetryImport.class);
  }
}
