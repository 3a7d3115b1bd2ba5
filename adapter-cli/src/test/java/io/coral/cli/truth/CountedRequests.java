package io.coral.cli.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.cli.truth.NumberedRequest.Cell;
import io.coral.cli.truth.SentRequests.Bounds;
import io.coral.domain.query.ExecuteSql;
import io.coral.domain.query.GetErrorRate;
import io.coral.domain.query.GetPercentile;
import io.coral.domain.query.SqlHead;
import io.coral.domain.query.StreamSql;
import io.coral.domain.sql.RowLimit;
import io.coral.domain.sql.SqlBatch;
import io.coral.domain.sql.SqlStatement;
import io.coral.domain.sql.SqlValue;
import io.coral.domain.sql.StreamLimit;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.time.TimeWindow;
import io.coral.domain.value.Quantile;
import io.coral.domain.value.ServiceSelector;
import io.coral.ports.ColonyQueries;
import io.coral.ports.SqlSink;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a colony counts, held against what was sent to it. */
final class CountedRequests {
  private static final int MOST_ROWS = 10_000;

  private final ColonyQueries colony;
  private final SentRequests sent;
  private final Instant last;
  private final TimeWindow all;

  CountedRequests(ColonyQueries colony, SentRequests sent, Instant last) {
    this.colony = colony;
    this.sent = sent;
    this.last = last;
    all =
        new TimeWindow(
            last.minus(NumberedRequest.MINUTES, ChronoUnit.MINUTES),
            last.plus(1, ChronoUnit.MINUTES));
  }

  /** Each minute of each service has what was acknowledged, nothing twice, and no part of one. */
  void assertEachMinuteFits() {
    Map<Cell, Long> spans = spansByCell();
    Map<Cell, Bounds> bounds = sent.byCell(last);
    assertThat(bounds.keySet()).as("minutes with requests").containsAll(spans.keySet());
    bounds.forEach(
        (cell, bound) -> {
          long counted = spans.getOrDefault(cell, 0L);
          assertThat(counted % NumberedRequest.SPANS).as("torn in %s", cell).isZero();
          assertThat(counted / NumberedRequest.SPANS)
              .as("requests of %s", cell)
              .isBetween((long) bound.least(), (long) bound.most());
        });
  }

  /** The same of each single request; afterwards none is uncertain, and all tables must agree. */
  void assertEachRequestIsWhole() {
    var difference = sent.settle(storedRequests());
    assertThat(difference.lost().stream().limit(10)).as("acknowledged and lost").isEmpty();
    assertThat(difference.unknown().stream().limit(10)).as("never sent").isEmpty();
    assertEachMinuteFits();
    long counted = 0;
    for (String service : services()) {
      counted += assertSame(ServiceSelector.of(service));
    }
    assertThat(counted).isEqualTo((long) sent.count() * NumberedRequest.SPANS);
  }

  /** Those that have requests. */
  private Set<String> services() {
    return sent.byCell(last).keySet().stream().map(Cell::service).collect(Collectors.toSet());
  }

  /** Minutes, hours and histograms tell the same; returns the requests. */
  private long assertSame(ServiceSelector service) {
    var minutes = new QueryWindow.Absolute(all);
    long counted = colony.getErrorRate(new GetErrorRate(service, minutes)).get().requestCount();
    var hours = new QueryWindow.LookBack(Duration.ofDays(30));
    assertThat(colony.getErrorRate(new GetErrorRate(service, hours)).get().requestCount())
        .as("by the hour")
        .isEqualTo(counted);
    for (QueryWindow window : List.of(minutes, hours)) {
      assertThat(
              colony
                  .getPercentile(
                      new GetPercentile(
                          service, GetPercentile.REQUEST_DURATION, Quantile.P99, window))
                  .get()
                  .sampleCount())
          .as("samples")
          .isEqualTo(counted);
    }
    return counted;
  }

  private Map<Cell, Long> spansByCell() {
    var answer =
        colony
            .executeSql(
                new ExecuteSql(
                    SqlStatement.of(
                            "SELECT service_name, timestamp, request_count FROM service_summary")
                        .over(new QueryWindow.Absolute(all)),
                    new RowLimit(MOST_ROWS)))
            .get();
    assertThat(answer.truncated()).isFalse();
    var spans = new HashMap<Cell, Long>();
    for (List<SqlValue> row : answer.rows()) {
      spans.put(
          new Cell(((SqlValue.Text) row.get(0)).value(), ((SqlValue.Timestamp) row.get(1)).value()),
          ((SqlValue.Int64) row.get(2)).value());
    }
    return spans;
  }

  private BitSet storedRequests() {
    var stored = new BitSet();
    var end =
        colony
            .streamSql(
                new StreamSql(
                    SqlStatement.of("SELECT trace_id, span_count FROM trace_summary")
                        .over(new QueryWindow.Absolute(all)),
                    new StreamLimit(Integer.MAX_VALUE)),
                new Whole(stored))
            .get();
    assertThat(end.truncated()).isFalse();
    assertThat(end.rows()).as("traces, each once").isEqualTo(stored.cardinality());
    return stored;
  }

  /** Notes which requests there are, none of which may lack a span or have one too many. */
  private record Whole(BitSet stored) implements SqlSink {
    @Override
    public void head(SqlHead head) {}

    @Override
    public boolean rows(SqlBatch batch) {
      for (int i = 0; i < batch.rows(); i++) {
        List<SqlValue> row = batch.row(i);
        String trace = ((SqlValue.Text) row.get(0)).value();
        assertThat(row.get(1))
            .as("spans of %s", trace)
            .isEqualTo(new SqlValue.Int64(NumberedRequest.SPANS));
        stored.set(NumberedRequest.ofTrace(trace).number());
      }
      return true;
    }
  }
}
