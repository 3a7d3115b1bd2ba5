package io.coral.grpc.otlp;

import static io.coral.grpc.otlp.OtlpTexts.gauge;
import static io.coral.grpc.otlp.OtlpTexts.gzip;
import static io.coral.grpc.otlp.OtlpTexts.metrics;
import static io.coral.grpc.otlp.OtlpTexts.span;
import static io.coral.grpc.otlp.OtlpTexts.traces;
import static io.coral.grpc.otlp.OtlpTexts.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.query.GetErrorRate;
import io.coral.domain.query.GetPercentile;
import io.coral.domain.summary.RequestId;
import io.coral.domain.summary.StreamState;
import io.coral.domain.telemetry.StreamId;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.time.TimeWindow;
import io.coral.domain.value.MetricName;
import io.coral.domain.value.Quantile;
import io.coral.domain.value.ServiceSelector;
import io.coral.ports.ImportListener;
import io.coral.ports.ImportReport;
import io.coral.ports.SummaryBatch;
import io.coral.ports.SummaryWriter;
import io.coral.ports.WriteFailure;
import io.coral.ports.contract.InMemoryColony;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports as a whole: what is counted, refused, repeated, shifted and resumed. */
class OtlpImportTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:30Z");
  private static final QueryWindow ALL =
      new QueryWindow.Absolute(
          new TimeWindow(Instant.EPOCH, Instant.EPOCH.plus(Duration.ofDays(3_000))));

  @TempDir Path folder;

  private final InMemoryColony colony = new InMemoryColony(InstantSource.fixed(NOW));
  private final Heard heard = new Heard();

  private static final class Heard implements ImportListener {
    private final List<String> refusals = new ArrayList<>();
    private long lastRead;
    private long total;

    @Override
    public void refused(String file, long line, String reason) {
      refusals.add(file + ":" + line + ": " + reason);
    }

    @Override
    public void progress(long readBytes, long totalBytes) {
      assertThat(readBytes).isBetween(lastRead, totalBytes);
      lastRead = readBytes;
      total = totalBytes;
    }
  }

  @Test
  void run_mixedFile_takesTheValidAndNamesTheRest() throws IOException {
    Path file =
        file(
            "mixed.jsonl",
            traces(span(), span("\"endTimeUnixNano\":5"), span("\"spanId\":\"00\"")),
            "not JSON",
            metrics(gauge("jvm.cpu.recent_utilization", 1, 0.5), gauge("", 1, 0.5)),
            metrics("{\"name\":\"c\",\"sum\":{\"isMonotonic\":true,\"dataPoints\":[{}]}}"));

    ImportReport report = run(file);

    assertThat(report).isEqualTo(report(3, 0, 1, 1, 1, 4));
    assertThat(heard.refusals)
        .containsExactly(
            "mixed.jsonl:1: span 2: span ends before it starts",
            "mixed.jsonl:1: span 3: span id has 1 bytes, not 8",
            "mixed.jsonl:2: not well-formed JSON in UTF-8",
            "mixed.jsonl:3: point 2: metric name is empty");
    assertThat(heard.lastRead).isEqualTo(heard.total).isEqualTo(Files.size(file));
  }

  @Test
  void run_again_changesNothing() throws IOException {
    Path file = file("a.jsonl", traces(span()), traces(span("\"flags\":1")), traces(span()));

    assertThat(run(file)).isEqualTo(report(2, 1, 2, 0, 0, 0));
    assertThat(run(file)).isEqualTo(report(0, 3, 0, 0, 0, 0));
    assertThat(run(Files.write(folder.resolve("b.gz"), gzip(Files.readAllBytes(file)))))
        .isEqualTo(report(0, 3, 0, 0, 0, 0));
    assertThat(requests()).isEqualTo(2);
  }

  @Test
  void run_againAsProtobuf_changesNothing() throws IOException {
    String line = traces(span(), span("\"traceState\":\"\\ud800\""));
    assertThat(run(file("a.jsonl", line)).spans()).isEqualTo(2);
    var request = OtlpJson.read(utf8(line), 0, utf8(line).length).requests().get(0);
    byte[] protobuf = ((OtlpRequest.Traces) request).message().toByteArray();

    Path frames = Files.write(folder.resolve("a.pb"), OtlpTexts.framed(protobuf));

    assertThat(run(frames)).isEqualTo(report(0, 1, 0, 0, 0, 0));
  }

  @Test
  void run_grownFileWithAnotherShift_addsOnlyWhatIsNew() throws IOException {
    run(true, file("a.jsonl", traces(span())));
    Path grown = file("a.jsonl", traces(span()), traces(span("\"endTimeUnixNano\":999000000000")));

    assertThat(run(true, grown)).isEqualTo(report(1, 1, 1, 0, 0, 0));
  }

  @Test
  void run_afterAKilledImport_addsTheRest() throws IOException {
    var lines = new ArrayList<String>();
    for (int i = 0; i < 60; i++) { // of some 300 KB each: several batches
      lines.add(traces(span("\"flags\":" + i, "\"traceState\":\"" + "x".repeat(300_000) + "\"")));
    }
    Path file = file("a.jsonl", lines.toArray(String[]::new));
    var dying = new DyingWriter(colony, 2);

    ImportReport killed =
        new OtlpImport(InstantSource.fixed(NOW)).run(List.of(file), false, dying, heard);

    assertThat(killed.failure()).contains(DyingWriter.FAILURE);
    assertThat(killed.spans()).isEqualTo(killed.requests()).isBetween(1L, 59L);
    assertThat(requests()).isEqualTo(killed.spans());
    assertThat(run(file))
        .isEqualTo(report(60 - killed.spans(), killed.spans(), 60 - killed.spans(), 0, 0, 0));
    assertThat(requests()).isEqualTo(60);
  }

  @Test
  void run_shiftToNow_endsInTheLastMinute() throws IOException {
    Path early = file("a.jsonl", traces(span()));
    Path late =
        file("b.jsonl", metrics(gauge("jvm.cpu.recent_utilization", 7_200_000_000_000L, 0.5)));

    run(true, early, late);

    // The latest time, 02:00:00, moves to 12:00:00; what was two hours before stays so.
    assertThat(applies("2026-03-01T10:00:00Z", "2026-03-01T10:01:00Z")).isTrue();
    assertThat(applies("2026-03-01T10:01:00Z", "2026-03-01T13:00:00Z")).isFalse();
  }

  @Test
  void run_shiftOfWhatLiesAhead_isBackwards() throws IOException {
    long ahead = NOW.plus(Duration.ofDays(1)).getEpochSecond();
    run(
        true,
        file(
            "a.jsonl",
            traces(
                span(
                    "\"startTimeUnixNano\":\"" + ahead + "000000000\"",
                    "\"endTimeUnixNano\":\"" + ahead + "000000001\""))));

    assertThat(applies("2026-03-01T11:59:00Z", "2026-03-01T12:00:00Z"))
        .as("the minute of the span's end may be the last whole one")
        .isNotEqualTo(applies("2026-03-01T12:00:00Z", "2026-03-01T12:01:00Z"));
  }

  @Test
  void run_cumulativeHistogram_acrossFiles_countsEachValueOnce() throws IOException {
    String first = cumulative(60_000_000_000L, 3);
    String second = cumulative(120_000_000_000L, 5);

    assertThat(run(file("a.jsonl", first))).isEqualTo(report(1, 0, 0, 1, 0, 0));
    assertThat(run(file("a.jsonl", first, second))).isEqualTo(report(1, 1, 0, 1, 0, 0));
    assertThat(run(file("late.jsonl", cumulative(90_000_000_000L, 4))))
        .isEqualTo(report(1, 0, 0, 0, 0, 1));

    assertThat(heard.refusals)
        .containsExactly(
            "late.jsonl:1: point 1: a cumulative histogram point came after a later one");
    var answer =
        colony.getPercentile(
            new GetPercentile(
                ServiceSelector.of("payments"), new MetricName("queue.time"), Quantile.P50, ALL));
    assertThat(answer.get().sampleCount()).isEqualTo(5);
  }

  @Test
  void run_filesThatCannotBeRead_areRefused() throws IOException {
    Path good = file("good.jsonl", traces(span()));
    byte[] packed = gzip(Files.readAllBytes(good));
    Path cut =
        Files.write(folder.resolve("cut.gz"), java.util.Arrays.copyOf(packed, packed.length - 9));

    ImportReport report = run(folder.resolve("missing.jsonl"), folder, cut, good);

    assertThat(report.spans()).isEqualTo(1);
    assertThat(report.refused()).isEqualTo(3);
    assertThat(heard.refusals)
        .anyMatch(r -> r.equals("missing.jsonl:1: cannot be read on: there is no such file"));
    assertThat(heard.refusals).noneMatch(refusal -> refusal.contains(folder.toString()));
  }

  private static String cumulative(long time, int count) {
    return metrics(
        "{\"name\":\"queue.time\",\"unit\":\"ms\",\"histogram\":{\"aggregationTemporality\":2,"
            + "\"dataPoints\":[{\"startTimeUnixNano\":\"1\",\"timeUnixNano\":\""
            + time
            + "\",\"count\":"
            + count
            + ",\"bucketCounts\":[0,"
            + count
            + "],\"explicitBounds\":[1]}]}}");
  }

  private ImportReport run(Path... files) {
    return run(false, files);
  }

  private ImportReport run(boolean shiftToNow, Path... files) {
    heard.lastRead = 0;
    return new OtlpImport(InstantSource.fixed(NOW)).run(List.of(files), shiftToNow, colony, heard);
  }

  private long requests() {
    return colony
        .getErrorRate(new GetErrorRate(ServiceSelector.of("payments"), ALL))
        .get()
        .requestCount();
  }

  private boolean applies(String from, String to) {
    var window = new TimeWindow(Instant.parse(from), Instant.parse(to));
    return colony
        .getErrorRate(
            new GetErrorRate(ServiceSelector.of("payments"), new QueryWindow.Absolute(window)))
        .isRight();
  }

  private Path file(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines));
  }

  private static ImportReport report(
      long requests, long repeated, long spans, long points, long ignored, long refused) {
    return new ImportReport(
        requests, repeated, spans, points, ignored, refused, java.util.Optional.empty());
  }

  /** Writes some batches, and then no more. */
  private static final class DyingWriter implements SummaryWriter {
    private static final WriteFailure FAILURE = new WriteFailure.StoreUnavailable("disk full");

    private final SummaryWriter writer;
    private int left;

    DyingWriter(SummaryWriter writer, int batches) {
      this.writer = writer;
      this.left = batches;
    }

    @Override
    public Either<WriteFailure, Set<RequestId>> committed(Collection<RequestId> requests) {
      return writer.committed(requests);
    }

    @Override
    public Either<WriteFailure, Map<StreamId, StreamState>> streamStates(
        Collection<StreamId> streams) {
      return writer.streamStates(streams);
    }

    @Override
    public Either<WriteFailure, Long> append(SummaryBatch batch) {
      left--;
      return left < 0 ? Either.left(FAILURE) : writer.append(batch);
    }
  }
}
