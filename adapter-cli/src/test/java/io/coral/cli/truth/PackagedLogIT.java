package io.coral.cli.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a colony logs as it is packaged: its runtime gives it the command's loggers, by name. */
class PackagedLogIT {
  private static final String ADDRESS = "127.0.0.1:";

  @TempDir private Path folder;

  @Test
  void colony_thatIsAskedBySql_logsThat() throws Exception {
    try (var colony =
        CoralProcess.start(
            folder,
            "colony",
            "start",
            "--db",
            "colony.duckdb",
            "--listen",
            ADDRESS + "0",
            "--otlp-grpc",
            "off",
            "--otlp-http",
            "off",
            "--admin",
            "off",
            "--metrics",
            "off")) {
      colony.awaitStdout(ADDRESS);
      String address = colony.stdout().strip().replace("listening on ", "");

      var asked = CoralProcess.run(folder, "query", "sql", "SELECT 1", "--colony", address);

      assertThat(asked.exitCode()).as(asked.stderr()).isZero();
      colony.awaitStderr("INFO sql caller=anyone");
    }
  }
}
