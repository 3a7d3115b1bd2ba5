package io.coral.domain.telemetry;

/** What a histogram point counts, as OpenTelemetry's data model names it. */
public enum Temporality {
  /** The values since the point before. */
  DELTA,
  /** All values since the stream's start time. */
  CUMULATIVE
}
