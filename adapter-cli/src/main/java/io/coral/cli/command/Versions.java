package io.coral.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;

/** What coral is made of. */
final class Versions {
  private static final String RESOURCE = "versions.properties";

  private Versions() {}

  /** One line a part, coral first. The build writes down the versions that it used. */
  static List<String> lines() {
    var versions = new Properties();
    try (InputStream in = Versions.class.getResourceAsStream(RESOURCE)) {
      versions.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.of(
        "coral " + versions.getProperty("coral"),
        "deno " + versions.getProperty("deno"),
        "duckdb " + versions.getProperty("duckdb"),
        "grpc-java " + versions.getProperty("grpc"),
        "java " + Runtime.version());
  }
}
