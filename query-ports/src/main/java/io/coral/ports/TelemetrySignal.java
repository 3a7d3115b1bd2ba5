package io.coral.ports;

/** The kinds of telemetry that a colony takes. */
public enum TelemetrySignal {
  TRACES,
  METRICS
}
