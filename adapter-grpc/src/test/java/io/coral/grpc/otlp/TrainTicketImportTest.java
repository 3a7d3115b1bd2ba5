package io.coral.grpc.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.query.ErrorRate;
import io.coral.domain.query.GetErrorRate;
import io.coral.domain.query.ListServices;
import io.coral.domain.query.ServiceInfo;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.time.TimeWindow;
import io.coral.domain.value.Label;
import io.coral.domain.value.ServiceSelector;
import io.coral.ports.ImportListener;
import io.coral.ports.contract.InMemoryColony;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Imports the bundled hour of real telemetry, whose numbers its README states. */
class TrainTicketImportTest {
  private static final Path SAMPLE = Path.of("..", "examples", "train-ticket");
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2023-01-29T10:02:00Z"));
  private static final QueryWindow THE_HOUR =
      new QueryWindow.Absolute(
          new TimeWindow(
              Instant.parse("2023-01-29T09:00:00Z"), Instant.parse("2023-01-29T10:02:00Z")));

  @Test
  void run_sample_takesEverySpanAndPoint() {
    var colony = new InMemoryColony(CLOCK);
    var refusals = new ArrayList<String>();

    var report =
        new OtlpImport(CLOCK)
            .run(
                List.of(
                    SAMPLE.resolve("traces.otlp.jsonl.gz"),
                    SAMPLE.resolve("metrics.otlp.jsonl.gz")),
                false,
                colony,
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
    assertThat(report.requests()).isEqualTo(168 + 61);
    assertThat(report.spans()).isEqualTo(98_306);
    assertThat(report.points()).isEqualTo(22_127);
    assertThat(services(colony, false)).hasSize(28);
    assertThat(services(colony, true)).hasSize(46);
    assertThat(rates(colony))
        .extracting(ErrorRate::requestCount)
        .satisfies(all -> sums(all, 16_880));
    assertThat(rates(colony)).extracting(ErrorRate::errorCount).satisfies(all -> sums(all, 405));
  }

  private static void sums(List<? extends Long> counts, long total) {
    assertThat(counts.stream().mapToLong(Long::longValue).sum()).isEqualTo(total);
  }

  private static List<ServiceInfo> services(InMemoryColony colony, boolean metricsOnly) {
    return colony
        .listServices(new ListServices(Label.NONE, Label.NONE, metricsOnly))
        .get()
        .services();
  }

  private static List<ErrorRate> rates(InMemoryColony colony) {
    return services(colony, false).stream()
        .flatMap(
            service ->
                colony
                    .getErrorRate(
                        new GetErrorRate(ServiceSelector.of(service.name().value()), THE_HOUR))
                    .toJavaStream())
        .toList();
  }
}
