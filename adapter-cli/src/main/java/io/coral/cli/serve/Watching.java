package io.coral.cli.serve;

import static java.util.Objects.requireNonNull;

import io.coral.ports.ColonyListener;
import io.coral.ports.ColonyMetrics;
import java.util.Optional;

/**
 * Who follows what happens in a colony.
 *
 * @param listener hears of everything
 * @param metrics what shows numbers of it; empty for nobody
 */
record Watching(ColonyListener listener, Optional<ColonyMetrics> metrics) {
  Watching {
    requireNonNull(listener, "listener is null");
    requireNonNull(metrics, "metrics is null");
  }
}
