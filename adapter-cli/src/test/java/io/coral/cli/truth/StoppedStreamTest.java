package io.coral.cli.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.SqlHead;
import io.coral.domain.query.SqlStreamEnd;
import io.coral.domain.query.StreamSql;
import io.coral.domain.sql.SqlBatch;
import io.coral.domain.sql.SqlStatement;
import io.coral.domain.sql.StreamLimit;
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
import io.coral.ports.Cancellation;
import io.coral.ports.ColonyClients.ColonyClient;
import io.coral.ports.ColonyEndpoint;
import io.coral.ports.ColonyListener;
import io.coral.ports.ColonyQueries;
import io.coral.ports.ColonyStore;
import io.coral.ports.Door;
import io.coral.ports.QueryServers.QueryServer;
import io.coral.ports.SqlSink;
import io.vavr.control.Either;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A reader that stops in the midst of a stream stops the engine of the colony behind the wire. The
 * colony has room for one stream, and gives it to the next only when nothing runs any more.
 */
@Timeout(120)
class StoppedStreamTest {
  /** A row now and then, without an end that anybody would live to see. */
  private static final StreamSql TRICKLE =
      question(
          "SELECT b.j, c.k, 'some text, so that the engine is not long in filling its buffer ' ||"
              + " c.k AS t FROM range(99999) a(i), range(99999) b(j), range(99999) c(k)"
              + " WHERE a.i + b.j = 0 OR a.i * b.j * c.k < 0");

  private static final Duration LONG = Duration.ofSeconds(60);

  /** How long the next stream waits for its place before it is turned away. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

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
            new SqlSettings(2, 1, PATIENCE, 1_000_000, QueryWindow.MAX_LENGTH),
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

  private static StreamSql question(String sql) {
    return new StreamSql(SqlStatement.of(sql), new StreamLimit(1_000_000));
  }

  /** Takes rows, and lets a test know when they come. */
  private static final class Reader implements SqlSink {
    private final CountDownLatch rowsCame = new CountDownLatch(1);
    private final BooleanSupplier wantsMore;

    private Reader(BooleanSupplier wantsMore) {
      this.wantsMore = wantsMore;
    }

    @Override
    public void head(SqlHead head) {}

    @Override
    public boolean rows(SqlBatch batch) {
      rowsCame.countDown();
      return wantsMore.getAsBoolean();
    }

    private void awaitRows() throws InterruptedException {
      assertThat(rowsCame.await(60, TimeUnit.SECONDS)).as("rows have come").isTrue();
    }
  }

  private static CompletableFuture<Either<QueryFailure, SqlStreamEnd>> started(
      ColonyQueries queries, SqlSink sink) {
    return CompletableFuture.supplyAsync(() -> queries.streamSql(TRICKLE, sink));
  }

  private void assertThatTheNextStreamHasItsPlace() {
    try (var next = connected()) {
      var end = next.queries().streamSql(question("SELECT 1"), new Reader(() -> true));

      assertThat(end.map(SqlStreamEnd::rows)).isEqualTo(Either.right(1L));
    }
  }

  @Test
  void reader_wantsNoMore_theEngineStops() {
    var end = client.queries().streamSql(TRICKLE, new Reader(() -> false));

    assertThat(end.getLeft()).isEqualTo(new QueryFailure.Cancelled());
    assertThatTheNextStreamHasItsPlace();
  }

  @Test
  void reader_cancels_theEngineStops() throws Exception {
    var cancellation = new Switch();
    var reader = new Reader(() -> true);
    var end = started(client.queries().within(new CallBounds(LONG, cancellation)), reader);
    reader.awaitRows();

    cancellation.pulled.complete(null);

    assertThat(end.get(10, TimeUnit.SECONDS).getLeft()).isEqualTo(new QueryFailure.Cancelled());
    assertThatTheNextStreamHasItsPlace();
  }

  @Test
  void reader_disconnects_theEngineStops() throws Exception {
    var reader = new Reader(() -> true);
    var other = connected();
    var end = started(other.queries().within(CallBounds.timeout(LONG)), reader);
    try {
      reader.awaitRows();
    } finally {
      other.close();
    }

    assertThat(end.handle((answer, thrown) -> true).get(20, TimeUnit.SECONDS)).isTrue();
    assertThatTheNextStreamHasItsPlace();
  }

  @Test
  void deadline_passesBetweenRows_theEngineStops() throws Exception {
    var allowed = Duration.ofSeconds(5);
    var reader = new Reader(() -> true);

    var end = started(client.queries().within(CallBounds.timeout(allowed)), reader);

    assertThat(end.get(60, TimeUnit.SECONDS).getLeft())
        .isEqualTo(new QueryFailure.DeadlineExceeded(allowed));
    reader.awaitRows();
    assertThatTheNextStreamHasItsPlace();
  }

  @Test
  void server_closes_theEngineStops() throws Exception {
    var reader = new Reader(() -> true);
    var end = started(client.queries().within(CallBounds.timeout(LONG)), reader);
    reader.awaitRows();

    server.close();

    assertThat(end.get(60, TimeUnit.SECONDS).isLeft()).isTrue();
    var alone = store.queries().streamSql(question("SELECT 1"), new Reader(() -> true));
    assertThat(alone.map(SqlStreamEnd::rows)).isEqualTo(Either.right(1L));
  }

  /** A cancellation that a test pulls. */
  private static final class Switch implements Cancellation {
    private final CompletableFuture<Void> pulled = new CompletableFuture<>();

    @Override
    public boolean isCancelled() {
      return pulled.isDone();
    }

    @Override
    public Registration onCancel(Runnable action) {
      var registered = pulled.thenRun(action);
      return () -> registered.cancel(false);
    }
  }
}
