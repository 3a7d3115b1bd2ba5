package io.coral.ports;

/** The ways into a colony, each a port of its own. */
public enum Entrance {
  QUERY,
  OTLP_GRPC,
  OTLP_HTTP,
  METRICS,
  ADMIN
}
