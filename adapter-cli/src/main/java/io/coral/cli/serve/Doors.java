package io.coral.cli.serve;

import static java.util.Objects.requireNonNull;

import io.coral.ports.Door;
import io.coral.ports.TelemetryServers.Protocol;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The doors of a colony. Each is a port of its own, so that who is let through one gets no further.
 *
 * @param queries where questions are answered
 * @param telemetry where telemetry is taken, in order
 * @param admin where it is administered, if anywhere
 * @param metrics where the colony's own numbers are shown; empty for nowhere
 */
record Doors(
    Door queries, Map<Protocol, Door> telemetry, Optional<Door> admin, Optional<Door> metrics) {
  Doors {
    requireNonNull(queries, "queries is null");
    requireNonNull(admin, "admin is null");
    requireNonNull(metrics, "metrics is null");
    var copy = new EnumMap<Protocol, Door>(Protocol.class);
    copy.putAll(telemetry);
    telemetry = Collections.unmodifiableMap(copy);
  }
}
