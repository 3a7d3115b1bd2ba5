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

  /** Where the store is put together, and what of. */
  static final String WHOLE_DUCKDB = "io.coral.duckdb";

  static final String PARTS_OF_DUCKDB = "io.coral.duckdb.*..";

  /** The composition root, the one place that knows every part. */
  static final String WIRING = "io.coral.cli.wiring..";

  private Packages() {}
}
