package io.coral.cli.parts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;

/** What coral is made of. */
public final class Versions {
  private static final String RESOURCE = "versions.properties";

  private Versions() {}

  /** The version of coral itself. */
  public static String own() {
    return read().getProperty("coral");
  }

  /** One line a part, coral first. The build writes down the versions that it used. */
  public static List<String> lines() {
    var versions = read();
    return List.of(
        "coral " + versions.getProperty("coral"),
        "deno " + versions.getProperty("deno"),
        "duckdb " + versions.getProperty("duckdb"),
        "grpc-java " + versions.getProperty("grpc"),
        "java " + Runtime.version());
  }

  private static Properties read() {
    var versions = new Properties();
    try (InputStream in = Versions.class.getResourceAsStream(RESOURCE)) {
      versions.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return versions;
  }
}
