package io.coral.cli.parts;

import io.coral.cli.log.LogFormat;
import io.coral.cli.log.LogLevel;
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
import java.util.Optional;

/**
 * The ports. Each is made when it is first asked for, so that a command pays only for what it uses:
 * neither help nor a question to a remote colony starts a database.
 */
public interface Parts {
  ColonyStores stores();

  /**
   * Stores for a colony that others ask: they keep a log of who asked what by SQL.
   *
   * @param upkeep what they keep of what they were sent
   * @param memory that each may take; empty for what is usual on this machine
   * @param listener hears what they do
   */
  ColonyStores servedStores(Upkeep upkeep, Optional<MemoryBudget> memory, ColonyListener listener);

  /** From now on what is logged looks so. */
  void log(LogFormat format, LogLevel level);

  /** The numbers of one colony. */
  ColonyMetrics metrics();

  ColonyClients clients();

  ColonyRelays relays();

  QueryServers servers();

  TelemetryServers telemetryServers();

  AdminServers adminServers();

  AdminClients adminClients();

  TokenFiles tokenFiles();

  ScriptRuntime scripts();

  TelemetryImport telemetryImport();
}
