package io.coral.architecture;

/** What the modules are called, as ArchUnit's package patterns. */
final class Packages {

  static final String ROOT = "io.coral";

  static final String DOMAIN = "io.coral.domain..";
  static final String PORTS = "io.coral.ports..";
  static final String DUCKDB = "io.coral.duckdb..";
  static final String GRPC = "io.coral.grpc..";
  static final String DENO = "io.coral.deno..";
  static final String CLI = "io.coral.cli..";

  /** The composition root, the one place that knows every part. */
  static final String WIRING = "io.coral.cli.wiring..";

  private Packages() {}
}
