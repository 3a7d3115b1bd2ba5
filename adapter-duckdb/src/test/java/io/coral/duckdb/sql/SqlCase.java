package io.coral.duckdb.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * A described statement of a test resource.
 *
 * @param name what it is, unique enough to find it by
 * @param expected what stands behind the bar on its first line; empty if there is none
 */
record SqlCase(String name, String expected, String sql) {

  /** Statements that an analyst writes; all must run. */
  static Stream<SqlCase> honest() {
    return read("honest.sql");
  }

  /** Statements that must be refused, each with the name of the reason. */
  static Stream<SqlCase> attacks() {
    return read("attacks.sql");
  }

  private static Stream<SqlCase> read(String resource) {
    try (InputStream in = SqlCase.class.getResourceAsStream(resource)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.strip().split("\n\n+")).map(SqlCase::parse);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SqlCase parse(String block) {
    int end = block.indexOf('\n');
    String title = block.substring("-- ".length(), end);
    int bar = title.indexOf(" | ");
    return new SqlCase(
        bar < 0 ? title : title.substring(0, bar),
        bar < 0 ? "" : title.substring(bar + 3),
        block.substring(end + 1));
  }

  @Override
  public String toString() {
    return name;
  }
}
