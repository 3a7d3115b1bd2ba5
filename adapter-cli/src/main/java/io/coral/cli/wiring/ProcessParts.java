package io.coral.cli.wiring;

import static java.util.Objects.requireNonNull;

import io.coral.cli.log.LogFormat;
import io.coral.cli.log.LogLevel;
import io.coral.cli.log.LogSetup;
import io.coral.cli.parts.Parts;
import io.coral.cli.parts.Surroundings;
import io.coral.deno.DenoRuntime;
import io.coral.duckdb.DuckDbStores;
import io.coral.duckdb.StoreSettings;
import io.coral.grpc.access.HashedTokenFiles;
import io.coral.grpc.light.LightColonyClients;
import io.coral.grpc.otlp.OtlpImport;
import io.coral.grpc.server.GrpcQueryServers;
import io.coral.grpc.tls.TlsRelays;
import io.coral.ports.AdminClients;
import io.coral.ports.AdminServers;
import io.coral.ports.ColonyClients;
import io.coral.ports.ColonyListener;
import io.coral.ports.ColonyMetrics;
import io.coral.ports.ColonyRelays;
import io.coral.ports.ColonyStores;
import io.coral.ports.MemoryBudget;
import io.coral.ports.QueryServers;
import io.coral.ports.ScriptRuntime;
import io.coral.ports.TelemetryImport;
import io.coral.ports.TelemetryServers;
import io.coral.ports.TokenFiles;
import io.coral.ports.Upkeep;
import io.vavr.Lazy;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.Optional;

/**
 * The ports of this process. What a colony is made of that is left running comes from an injector.
 * What a command needs that ends with its answer is made by hand: an injector would take longer to
 * start than most answers, and its classes are not there where only questions are asked.
 */
final class ProcessParts implements Parts {
  private final Surroundings surroundings;
  private final Lazy<ScriptRuntime> scripts;
  private final Lazy<ColonyStores> stores;
  private final Lazy<ColonyParts> colony;

  ProcessParts(Surroundings surroundings) {
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
    this.scripts = Lazy.of(() -> new DenoRuntime(EmbeddedDeno.of(surroundings)));
    this.stores =
        Lazy.of(() -> new DuckDbStores(surroundings.clock(), StoreSettings.ofThisMachine()));
    this.colony = Lazy.of(() -> new ColonyParts(surroundings));
  }

  @Override
  public ColonyStores stores() {
    return stores.get();
  }

  @Override
  public ColonyStores servedStores(
      Upkeep upkeep, Optional<MemoryBudget> memory, ColonyListener listener) {
    return colony.get().get(ServedStores.class).keeping(upkeep, memory, listener);
  }

  @Override
  public void log(LogFormat format, LogLevel level) {
    LogSetup.begin(new FileOutputStream(FileDescriptor.err), format, level);
  }

  @Override
  public ColonyMetrics metrics() {
    return colony.get().get(ColonyMetrics.class);
  }

  @Override
  public ColonyClients clients() {
    return new LightColonyClients();
  }

  @Override
  public QueryServers servers() {
    return new GrpcQueryServers();
  }

  @Override
  public TelemetryServers telemetryServers() {
    return colony.get().get(TelemetryServers.class);
  }

  @Override
  public AdminServers adminServers() {
    return colony.get().get(AdminServers.class);
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
    return new HashedTokenFiles();
  }

  @Override
  public ScriptRuntime scripts() {
    return scripts.get();
  }

  @Override
  public TelemetryImport telemetryImport() {
    return new OtlpImport(surroundings.clock());
  }
}
