package io.coral.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import io.coral.domain.histogram.LogBuckets;
import io.coral.domain.histogram.LogHistogram;
import io.coral.domain.query.GetPercentile;
import io.coral.domain.summary.MetricDelta;
import io.coral.domain.summary.SummaryDeltas;
import io.coral.domain.time.Minute;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.time.TimeWindow;
import io.coral.domain.value.Label;
import io.coral.domain.value.MetricName;
import io.coral.domain.value.Quantile;
import io.coral.domain.value.ServiceSelector;
import io.coral.ports.contract.Telemetry;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Holds the percentile formula of views.sql against that of the domain. */
class PercentileSqlTest {
  private static final TimeWindow WINDOW =
      new TimeWindow(Instant.parse("2026-03-01T10:00:00Z"), Instant.parse("2026-03-01T12:00:00Z"));

  /** Two correctly made powers may differ in the last binary digit. */
  private static final double ONE_ULP = Math.ulp(1.0);

  private final OpenColony colony = new OpenColony();

  @AfterEach
  void close() {
    colony.close();
  }

  @Test
  void bucketValue_everyBucketOfNanoseconds_isTheRepresentative() {
    int first = LogBuckets.keyOf(1);
    int last = LogBuckets.keyOf((double) Long.MAX_VALUE);

    assertBucketValues(IntStream.rangeClosed(first, last));
    assertThat(last - first).isGreaterThan(2_200);
  }

  @Test
  void bucketValue_zeroNegativesAndExtremes_areTheRepresentative() {
    int most = LogBuckets.keyOf(Double.MAX_VALUE);
    int least = LogBuckets.keyOf(Double.MIN_NORMAL);

    assertBucketValues(
        IntStream.concat(
            IntStream.of(0, most, -most, least, -least),
            new Random(1).ints(2_000, -most, most).filter(key -> Math.abs(key) >= least)));
  }

  private void assertBucketValues(IntStream keys) {
    var list = keys.boxed().toList();
    var rows =
        colony.sql(
            WINDOW, "SELECT k, store.bucket_value(k) AS v FROM (SELECT unnest(" + list + ") AS k)");
    assertThat(rows).hasSameSizeAs(list);
    for (var row : rows) {
      double expected = LogBuckets.representative((Integer) row.get("k"));
      assertThat((Double) row.get("v"))
          .as("bucket %s", row.get("k"))
          .isCloseTo(expected, offset(Math.abs(expected) * ONE_ULP));
    }
  }

  @Test
  void nearestRank_isTheDomains() {
    var fractions =
        Stream.concat(
                Stream.of(0.0, 1e-12, 0.01, 0.07, 0.29, 0.5, 0.57, 0.58, 0.95, 0.99, 0.999, 1.0),
                new Random(2).doubles(50).boxed())
            .toList();
    var counts =
        List.of(1L, 2L, 3L, 7L, 99L, 100L, 101L, 1_000L, 12_345_678L, 3_000_000_000_001L, 1L << 52);
    for (double q : fractions) {
      for (long n : counts) {
        var rows = colony.sql(WINDOW, "SELECT store.nearest_rank(" + q + "::DOUBLE, " + n + ") r");
        assertThat(rows.getFirst().get("r"))
            .asString()
            .as("rank of %s among %s", q, n)
            .isEqualTo(Long.toString(new Quantile(q).rank(n)));
      }
    }
  }

  @Test
  void servicePercentiles_areTheAnswersOfThePercentileQuestion() {
    var random = new Random(3);
    var telemetry = new Telemetry();
    for (int i = 0; i < 500; i++) {
      String service = "service" + i % 7;
      telemetry.request(service, "2026-03-01T10:%02d:00Z".formatted(i % 60), random.nextLong(5000));
      telemetry.gauge(
          service,
          "queue.length",
          "{item}",
          "2026-03-01T11:%02d:00Z".formatted(i % 60),
          random.nextGaussian() * 100);
    }
    telemetry.histogram(
        "batch", "http.server.request.duration", "nanoseconds", "2026-03-01T11:00:00Z", 5e6, 7e6);
    telemetry.gauge("service1", "http.server.duration", "1", "2026-03-01T11:00:00Z", 42);
    colony.add(telemetry.deltas());

    for (double q : new double[] {0, 0.25, 0.5, 0.95, 0.99, 1}) {
      var rows = colony.sql(WINDOW, "SELECT * FROM service_percentiles(" + q + ")");
      assertThat(rows).hasSize(7 * 2 + 2);
      for (var row : rows) {
        var answer =
            colony
                .queries()
                .getPercentile(
                    new GetPercentile(
                        ServiceSelector.of((String) row.get("service_name")),
                        new MetricName((String) row.get("metric")),
                        new Quantile(q),
                        new QueryWindow.Absolute(WINDOW)))
                .get();
        double value = (Double) row.get("value");
        assertThat(value).isCloseTo(answer.value(), within(Math.abs(value) * ONE_ULP));
        assertThat(row.get("unit")).isEqualTo(answer.unit());
        assertThat(row.get("sample_count")).isEqualTo(answer.sampleCount());
      }
    }
  }

  @Test
  void servicePercentiles_unitsAreNotMixed() {
    colony.add(
        new SummaryDeltas(
            List.of(), List.of(), List.of(size("By", 1e6, 3), size("{page}", 250, 1))));

    var rows =
        colony.sql(WINDOW, "SELECT unit, value FROM service_percentiles(1) ORDER BY sample_count");

    assertThat(rows).extracting(row -> row.get("unit")).containsExactly("{page}", "By");
    assertThat(rows).extracting(row -> row.get("value")).containsExactly(250.0, 1e6);
  }

  private static MetricDelta size(String unit, double value, int count) {
    var histogram = new LogHistogram.Builder().add(value, count).build();
    return new MetricDelta(
        Minute.of(WINDOW.from()),
        Telemetry.sender("cache", "", "1"),
        new MetricName("cache.size"),
        Label.NONE,
        unit,
        MetricDelta.Kind.GAUGE,
        count,
        value * count,
        value,
        value,
        histogram,
        0.01);
  }
}
