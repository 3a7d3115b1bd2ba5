package io.coral.cli.wiring;

import static java.util.Objects.requireNonNull;

import io.coral.duckdb.DuckDbStores;
import io.coral.duckdb.StoreSettings;
import io.coral.duckdb.UsualBudget;
import io.coral.duckdb.sql.SqlAudit;
import io.coral.ports.ColonyEvent;
import io.coral.ports.ColonyListener;
import io.coral.ports.ColonyStores;
import io.coral.ports.MemoryBudget;
import io.coral.ports.Upkeep;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Stores for a colony that is left running: each of its SQL statements leaves a line in the log.
 */
final class ServedStores {
  private final InstantSource clock;
  private final StoreSettings settings;

  @Inject
  ServedStores(InstantSource clock, StoreSettings settings) {
    this.clock = requireNonNull(clock, "clock is null");
    this.settings = requireNonNull(settings, "settings is null");
  }

  ColonyStores keeping(Upkeep upkeep, Optional<MemoryBudget> memory, ColonyListener listener) {
    SqlAudit log = SqlAudit.log();
    return new DuckDbStores(
        clock,
        settings
            .with(
                entry -> {
                  log.record(entry);
                  listener.heard(new ColonyEvent.StatementEnded(entry.verdict()));
                })
            .within(memory.orElseGet(UsualBudget::ofThisMachine))
            .heardBy(listener)
            .with(settings.care().with(upkeep)));
  }
}
