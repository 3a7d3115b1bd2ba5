package io.coral.cli.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.ExecuteSql;
import io.coral.domain.query.FindErrorTraces;
import io.coral.domain.query.FindSlowTraces;
import io.coral.domain.query.GetErrorRates;
import io.coral.domain.query.GetPercentile;
import io.coral.domain.query.GetPercentiles;
import io.coral.domain.query.ListServices;
import io.coral.domain.query.SqlResult;
import io.coral.domain.sql.RowLimit;
import io.coral.domain.sql.SqlStatement;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.value.Limit;
import io.coral.domain.value.Quantile;
import io.coral.domain.value.Quantiles;
import io.coral.domain.value.ServiceScope;
import io.coral.duckdb.DuckDbStores;
import io.coral.duckdb.StoreSettings;
import io.coral.duckdb.care.CareSettings;
import io.coral.grpc.otlp.OtlpImport;
import io.coral.ports.ColonyQueries;
import io.coral.ports.ColonyStore;
import io.coral.ports.ColonyStores.Access;
import io.coral.ports.ImportReport;
import io.coral.ports.MemoryBudget;
import io.coral.ports.Upkeep;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The recording in a colony with the least memory that one may have. */
@Timeout(300)
class LittleMemoryTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-01T12:00:30Z"));

  private static final QueryWindow WEEK = new QueryWindow.LookBack(Duration.ofDays(7));

  /** Looks after the store all the time. */
  private static final CareSettings CARE =
      new CareSettings(Duration.ofMillis(50), Duration.ofMillis(200), Upkeep.EVERYTHING);

  @TempDir private static Path folder;
  private static ColonyStore little;
  private static ColonyStore usual;

  @BeforeAll
  static void importTheRecording() {
    var settings = StoreSettings.ofThisMachine();
    usual = new DuckDbStores(CLOCK, settings).inMemory();
    little =
        new DuckDbStores(
                CLOCK, settings.with(CARE).within(new MemoryBudget(MemoryBudget.LEAST_BYTES)))
            .open(folder.resolve("c.duckdb"), Access.READ_WRITE)
            .get();

    assertThat(imported(little).spans()).isEqualTo(imported(usual).spans()).isPositive();
  }

  private static ImportReport imported(ColonyStore store) {
    var report =
        new OtlpImport(CLOCK)
            .run(
                List.of(
                    Recording.file("traces.otlp.jsonl.gz"),
                    Recording.file("metrics.otlp.jsonl.gz")),
                true,
                store.writer(),
                new FailingListener());
    assertThat(report.failure()).isEmpty();
    return report;
  }

  @AfterAll
  static void close() {
    little.close();
    usual.close();
  }

  private static List<Either<QueryFailure, ?>> week(ColonyQueries colony) {
    return List.of(
        colony.listServices(ListServices.all()),
        colony.getPercentiles(
            new GetPercentiles(
                ServiceScope.all(),
                GetPercentile.REQUEST_DURATION,
                Quantiles.of(Quantile.P99),
                WEEK)),
        colony.getErrorRates(new GetErrorRates(ServiceScope.all(), WEEK)),
        colony.findSlowTraces(
            new FindSlowTraces(Optional.empty(), Duration.ofMillis(1), WEEK, Limit.DEFAULT)),
        colony.findErrorTraces(new FindErrorTraces(Optional.empty(), WEEK, Limit.DEFAULT)),
        sql(
            colony,
            "SELECT service_name, sum(request_count) AS requests FROM service_summary"
                + " WHERE timestamp > now() - INTERVAL 7 DAY GROUP BY ALL ORDER BY ALL"),
        sql(
            colony,
            "SELECT service_name, max(duration_ns) FROM trace_summary"
                + " WHERE timestamp > now() - INTERVAL 7 DAY GROUP BY ALL ORDER BY ALL"));
  }

  private static Either<QueryFailure, SqlResult> sql(ColonyQueries colony, String statement) {
    return colony.executeSql(new ExecuteSql(SqlStatement.of(statement), RowLimit.DEFAULT));
  }

  @Test
  void questionsAboutAWeek_areAnsweredAsWithMuch() {
    assertThat(week(little.queries())).allMatch(Either::isRight).isEqualTo(week(usual.queries()));
  }

  @Test
  void statementThatNeedsMore_isALimit_andTheColonyGoesOn() {
    var answer =
        sql(
            little.queries(),
            "SELECT string_agg(i || '-' || j) FROM range(99999) a(i), range(99999) b(j)");

    assertThat(answer.getLeft())
        .isInstanceOfSatisfying(
            QueryFailure.LimitExceeded.class,
            limit -> {
              assertThat(limit.limit()).isEqualTo("memory");
              assertThat(limit.hint()).isNotEmpty();
            });
    assertThat(week(little.queries())).allMatch(Either::isRight);
  }

  @Test
  void manyAtOnce_areAnswered_orToldOfTheLimit() {
    var asked = new ArrayList<CompletableFuture<List<Either<QueryFailure, ?>>>>();
    for (int i = 0; i < 8; i++) {
      asked.add(CompletableFuture.supplyAsync(() -> week(little.queries())));
    }

    for (var answers : asked) {
      assertThat(answers.join())
          .allMatch(
              answer -> answer.isRight() || answer.getLeft() instanceof QueryFailure.LimitExceeded);
    }
    assertThat(week(little.queries())).allMatch(Either::isRight);
  }

  @Test
  void status_tellsTheBudget() {
    var memory = little.status().get().memory().orElseThrow();

    assertThat(memory.budgetBytes()).isEqualTo(MemoryBudget.LEAST_BYTES);
    assertThat(memory.usedBytes()).isPositive();
  }
}
