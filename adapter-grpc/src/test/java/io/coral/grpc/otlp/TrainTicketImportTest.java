package io.coral.grpc.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.ports.ImportListener;
import io.coral.ports.ImportReport;
import io.coral.ports.contract.InMemoryColony;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Imports the bundled hour of real telemetry, whose numbers are known. */
class TrainTicketImportTest {
  private static final Path SAMPLE = Path.of("..", "examples", "train-ticket");
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-01T12:00:30Z"));

  @Test
  void run_sample_takesEverySpanAndPoint() {
    var refusals = new ArrayList<String>();
    ImportReport report =
        new OtlpImport(CLOCK)
            .run(
                List.of(
                    SAMPLE.resolve("traces.otlp.jsonl.gz"),
                    SAMPLE.resolve("metrics.otlp.jsonl.gz")),
                false,
                new InMemoryColony(CLOCK),
                new ImportListener() {
                  @Override
                  public void refused(String file, long line, String reason) {
                    refusals.add(file + ":" + line + ": " + reason);
                  }

                  @Override
                  public void progress(long readBytes, long totalBytes) {}
                });

    assertThat(refusals).isEmpty();
    assertThat(report.failure()).isEmpty();
    assertThat(report.spans()).isEqualTo(98_306);
    assertThat(report.requests()).isEqualTo(168 + 61);
    assertThat(report.points()).isEqualTo(22_127);
  }
}
