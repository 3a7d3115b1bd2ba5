package io.coral.cli.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.ExecuteSql;
import io.coral.domain.query.SqlResult;
import io.coral.domain.sql.RowLimit;
import io.coral.domain.sql.SqlStatement;
import io.coral.domain.time.QueryWindow;
import io.coral.duckdb.DuckDbStores;
import io.coral.duckdb.StoreSettings;
import io.coral.duckdb.care.CareSettings;
import io.coral.duckdb.intake.IntakeSettings;
import io.coral.duckdb.sql.SqlAudit;
import io.coral.duckdb.sql.SqlSettings;
import io.coral.grpc.client.GrpcColonyClients;
import io.coral.grpc.server.GrpcQueryServers;
import io.coral.ports.CallBounds;
import io.coral.ports.ColonyClients.ColonyClient;
import io.coral.ports.ColonyEndpoint;
import io.coral.ports.ColonyListener;
import io.coral.ports.ColonyQueries;
import io.coral.ports.ColonyStore;
import io.coral.ports.Door;
import io.coral.ports.QueryServers.QueryServer;
import io.vavr.control.Either;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A caller that gives up its statement stops the engine of the colony behind the wire. The colony
 * runs one statement at a time, and turns others away until nothing runs any more.
 */
@Timeout(120)
class StoppedStatementTest {
  /** Nobody would live to see its end. */
  private static final String ENDLESS =
      "SELECT count(*) FROM range(99999) a(i), range(99999) b(j), range(99999) c(k)"
          + " WHERE a.i * b.j * c.k < 0";

  private ColonyStore store;
  private QueryServer server;
  private ColonyClient client;

  @BeforeEach
  void serve() {
    var settings =
        new StoreSettings(
            512L << 20,
            2,
            2,
            new SqlSettings(1, 1, Duration.ofMillis(10), 1_000, QueryWindow.MAX_LENGTH),
            SqlAudit.NONE,
            IntakeSettings.DEFAULT,
            CareSettings.KEEPING,
            ColonyListener.NONE,
            0);
    store = new DuckDbStores(InstantSource.system(), settings).inMemory();
    server =
        new GrpcQueryServers()
            .start(
                store.queries(),
                Door.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
            .get();
    client = connected();
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
    store.close();
  }

  private ColonyClient connected() {
    return new GrpcColonyClients().connect(ColonyEndpoint.plain(server.address())).get();
  }

  private static Either<QueryFailure, SqlResult> run(ColonyQueries queries, String sql) {
    return queries.executeSql(new ExecuteSql(SqlStatement.of(sql), RowLimit.DEFAULT));
  }

  /** Asks again as long as others have its place. */
  private static Either<QueryFailure, SqlResult> runEndless(ColonyQueries queries) {
    Either<QueryFailure, SqlResult> answer = run(queries, ENDLESS);
    while (answer.isLeft() && answer.getLeft() instanceof QueryFailure.LimitExceeded) {
      answer = run(queries, ENDLESS);
    }
    return answer;
  }

  private static void awaitItRuns(ColonyQueries queries) {
    while (run(queries, "SELECT 1").isRight()) {
      Thread.onSpinWait();
    }
  }

  private void assertThatTheNextStatementHasItsPlace() {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    Either<QueryFailure, SqlResult> next = run(client.queries(), "SELECT 1");
    while (next.isLeft() && System.nanoTime() < end) {
      next = run(client.queries(), "SELECT 1");
    }
    assertThat(next.isRight()).as(next.toString()).isTrue();
  }

  @Test
  void deadline_passes_theEngineStops() {
    var allowed = Duration.ofSeconds(2);

    var answer = run(client.queries().within(CallBounds.timeout(allowed)), ENDLESS);

    assertThat(answer.getLeft()).isInstanceOf(QueryFailure.DeadlineExceeded.class);
    assertThatTheNextStatementHasItsPlace();
  }

  @Test
  void caller_disconnects_theEngineStops() throws Exception {
    var other = connected();
    var answer = CompletableFuture.supplyAsync(() -> runEndless(other.queries()));
    try {
      awaitItRuns(client.queries());
    } finally {
      other.close();
    }

    assertThat(answer.handle((result, thrown) -> true).get(20, TimeUnit.SECONDS)).isTrue();
    assertThatTheNextStatementHasItsPlace();
  }

  @Test
  void server_closes_theEngineStops_andItsCallerIsToldThatItEnded() throws Exception {
    var answer = CompletableFuture.supplyAsync(() -> runEndless(client.queries()));
    try (var second = connected()) {
      awaitItRuns(second.queries());
    }

    server.close(Duration.ofMillis(1));

    assertThat(answer.get(20, TimeUnit.SECONDS).getLeft())
        .isInstanceOf(QueryFailure.Unavailable.class);
    assertThat(run(store.queries(), "SELECT 1").isRight()).isTrue();
  }
}
