package io.coral.duckdb.file;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.FindErrorTraces;
import io.coral.domain.query.GetPercentile;
import io.coral.domain.query.GetSystemMetrics;
import io.coral.domain.query.ListServices;
import io.coral.domain.query.Percentile;
import io.coral.domain.query.TraceSummary;
import io.coral.domain.summary.SummaryDeltas;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.time.TimeWindow;
import io.coral.domain.value.Limit;
import io.coral.domain.value.Quantile;
import io.coral.domain.value.ServiceSelector;
import io.coral.duckdb.DuckDbStores;
import io.coral.duckdb.StoreSettings;
import io.coral.duckdb.schema.store.Store;
import io.coral.ports.ColonyQueries;
import io.coral.ports.ColonyStores.Access;
import io.coral.ports.SummaryBatch;
import io.coral.ports.contract.Telemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a colony becomes a sample, and a sample a colony. */
class SampleTest {
  private static final TimeWindow WINDOW =
      new TimeWindow(Instant.parse("2026-03-01T10:00:00Z"), Instant.parse("2026-03-01T12:00:00Z"));

  private static final Set<String> IMPORTS =
      Set.of("schema_version", "imported_request", "stream_state", "progress", "late_hour");

  @TempDir private Path folder;
  private Path database;
  private Path sample;

  private final DuckDbStores stores =
      new DuckDbStores(InstantSource.system(), StoreSettings.ofThisMachine());

  @BeforeEach
  void export() {
    database = folder.resolve("colony.duckdb");
    sample = folder.resolve("it's a sample");
    try (var store = stores.open(database, Access.READ_WRITE).get()) {
      for (int i = 0; i < 10; i++) {
        assertThat(store.writer().append(new SummaryBatch(Set.of(), someOf(i))).isRight()).isTrue();
      }
    }
    assertThat(stores.exportSample(database, sample).isRight()).isTrue();
  }

  @Test
  void ofSample_answersAsTheColony_shifted() {
    for (var shift : List.of(Duration.ZERO, Duration.ofMinutes(1_234_567), Duration.ofDays(-400))) {
      try (var store = stores.open(database, Access.READ_ONLY).get();
          var copy = stores.ofSample(sample, shift).get()) {
        assertThat(answers(copy.queries(), shift))
            .isEqualTo(answers(store.queries(), Duration.ZERO));
      }
    }
  }

  @Test
  void parts_areAllTablesButWhatImportsKeep() {
    assertThat(Sample.PARTS)
        .extracting(Sample.Part::from)
        .containsExactlyInAnyOrderElementsOf(
            tables()
                .filter(
                    name ->
                        !IMPORTS.contains(name)
                            && !name.matches(".*_(recent|sorted|hour|told|in_all)"))
                .toList());
  }

  @Test
  void parts_areReadToWhereTheirRowsLie() {
    Map<String, String> read =
        Sample.PARTS.stream().collect(toMap(Sample.Part::from, Sample.Part::to));

    assertThat(read)
        .containsOnly(
            entry("sender", "sender"),
            entry("stream", "stream"),
            entry("trace_delta", "trace_delta"),
            entry("service_delta", "service_delta_sorted"),
            entry("metric_delta", "metric_delta_sorted"),
            entry("duration_bucket", "duration_bucket_recent"),
            entry("metric_bucket", "metric_bucket_recent"));
    assertThat(tables()).containsAll(read.values());
  }

  private static Stream<String> tables() {
    return Store.STORE.getTables().stream().map(table -> table.getName());
  }

  @Test
  void ofSample_canBeWritten_withNumbersOfItsOwn() {
    try (var store = stores.ofSample(sample, Duration.ZERO).get()) {
      var deltas = new Telemetry().request("newcomer", "2026-03-01T11:00:00Z", 7).deltas();
      assertThat(store.writer().append(new SummaryBatch(Set.of(), deltas)).isRight()).isTrue();

      assertThat(percentile(store.queries(), "newcomer", WINDOW).sampleCount()).isEqualTo(1);
      assertThat(percentile(store.queries(), "shop", WINDOW).sampleCount()).isEqualTo(10);
    }
  }

  @Test
  void exportSample_again_givesTheSameBytes() throws IOException {
    Map<Path, String> before = hashes();

    assertThat(stores.exportSample(database, sample).isRight()).isTrue();

    assertThat(hashes()).isEqualTo(before);
  }

  @Test
  void exportSample_missingDatabase_isABadArgument() {
    assertThat(stores.exportSample(folder.resolve("none.duckdb"), sample).getLeft())
        .isInstanceOf(QueryFailure.BadArgument.class);
  }

  @Test
  void exportSample_ofAFileThatIsOpen_isUnavailable() {
    try (var store = stores.open(database, Access.READ_WRITE).get()) {
      assertThat(stores.exportSample(database, sample).getLeft())
          .isInstanceOf(QueryFailure.Unavailable.class);
      assertThat(store.queries().listServices(ListServices.all()).isRight()).isTrue();
    }
    assertThat(stores.exportSample(database, sample).isRight()).isTrue();
  }

  @Test
  void ofSample_missingOrBrokenFile_isAFailure() throws IOException {
    Path file = sample.resolve("trace_delta.parquet");
    Files.writeString(file, "not parquet");
    assertThat(stores.ofSample(sample, Duration.ZERO).getLeft())
        .isInstanceOf(QueryFailure.Unavailable.class);

    Files.delete(file);
    assertThat(stores.ofSample(sample, Duration.ZERO).getLeft())
        .isInstanceOf(QueryFailure.BadArgument.class);
  }

  private static SummaryDeltas someOf(int i) {
    return new Telemetry()
        .request(Telemetry.sender("shop", "eu", "s" + i % 3), i + 1, time(i), 10 + i)
        .failedRequest(Telemetry.sender("stock", "", "1"), i + 1, time(i), 5)
        .gauge("shop", "process.cpu.utilization", "1", time(i), i / 100.0)
        .deltas();
  }

  private static String time(int i) {
    return "2026-03-01T11:%02d:30.123456789Z".formatted(i);
  }

  private static List<Object> answers(ColonyQueries colony, Duration shift) {
    var window = new TimeWindow(WINDOW.from().plus(shift), WINDOW.to().plus(shift));
    var all = new ArrayList<Object>();
    all.add(percentile(colony, "shop", window).value());
    all.add(percentile(colony, "stock", window).sampleCount());
    for (TraceSummary trace :
        colony
            .findErrorTraces(
                new FindErrorTraces(
                    Optional.empty(), new QueryWindow.Absolute(window), new Limit(100)))
            .get()
            .traces()) {
      all.add(
          List.of(
              trace.traceId(),
              trace.timestamp().minus(shift),
              trace.duration(),
              trace.rootService(),
              trace.rootOperation()));
    }
    all.add(
        colony
            .getSystemMetrics(
                new GetSystemMetrics(ServiceSelector.of("shop"), new QueryWindow.Absolute(window)))
            .get()
            .cpu());
    return all;
  }

  private static Percentile percentile(ColonyQueries colony, String service, TimeWindow window) {
    return colony
        .getPercentile(
            new GetPercentile(
                ServiceSelector.of(service),
                GetPercentile.REQUEST_DURATION,
                Quantile.P95,
                new QueryWindow.Absolute(window)))
        .get();
  }

  private Map<Path, String> hashes() throws IOException {
    var hashes = new TreeMap<Path, String>();
    try (var files = Files.list(sample)) {
      for (Path file : files.toList()) {
        hashes.put(file, HexFormat.of().formatHex(Files.readAllBytes(file)));
      }
    }
    return hashes;
  }
}
