package io.coral.cli.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.cli.truth.CoralProcess.Colony;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The numbers of a colony as it is packaged: its Java has no more modules than those it is given.
 */
class ShownNumbersIT {
  @TempDir private Path folder;

  @Test
  void numbers_ofTheStoreTheJvmAndTheProcess_areAllThere() throws Exception {
    try (var colony = Colony.start(folder.resolve("colony.duckdb"))) {
      var shown =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(colony.metrics())).build(),
                  BodyHandlers.ofString());

      assertThat(shown.statusCode()).isEqualTo(200);
      assertThat(shown.body())
          .contains("coral_store_disk_bytes ")
          .contains("jvm_memory_used_bytes{area=\"heap\"}")
          .contains("jvm_gc_collection_seconds_count{")
          .contains("jvm_threads_current ")
          .contains("process_cpu_seconds_total ")
          .contains("process_open_fds ");
    }
  }
}
