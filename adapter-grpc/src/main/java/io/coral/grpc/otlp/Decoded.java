package io.coral.grpc.otlp;

import static java.util.Objects.requireNonNull;

import io.coral.domain.intake.Refusals;
import io.coral.domain.intake.Telemetry;

/**
 * A request that streamed in, taken apart.
 *
 * @param telemetry its valid items
 * @param refusals its invalid items
 */
public record Decoded(Telemetry telemetry, Refusals refusals) {
  public Decoded {
    requireNonNull(telemetry, "telemetry is null");
    requireNonNull(refusals, "refusals is null");
  }
}
