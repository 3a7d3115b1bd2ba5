package io.coral.duckdb.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.Note;
import io.coral.domain.query.SqlHead;
import io.coral.domain.query.SqlResult;
import io.coral.domain.query.SqlStreamEnd;
import io.coral.domain.sql.SqlBatch;
import io.coral.domain.sql.SqlRefusal;
import io.coral.domain.sql.SqlValue;
import io.coral.ports.SqlSink;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlStreamTest {
  private static final Pattern TELLS_THE_TIME = Pattern.compile("now\\(|current_|today\\(");

  private static GuardedDatabase store;

  @BeforeAll
  static void open() throws SQLException {
    store = GuardedDatabase.open();
  }

  @AfterAll
  static void close() throws SQLException {
    store.close();
  }

  @AfterEach
  void everyConnectionIsClosed() throws SQLException {
    assertThat(store.database().stillOpen()).isZero();
  }

  @ParameterizedTest
  @MethodSource("io.coral.duckdb.sql.SqlCase#honest")
  void stream_honestQuery_hasTheRowsOfTheWholeAnswer(SqlCase honest) {
    var sink = new CollectingSink();

    SqlStreamEnd end = store.stream(honest.sql(), sink);

    SqlResult whole = store.answer(honest.sql(), GuardedDatabase.BOTH_HOURS);
    assertThat(sink.head())
        .isEqualTo(new SqlHead(whole.columns(), whole.rowLimit(), whole.applied()));
    assertThat(end.rows()).isEqualTo(whole.rows().size());
    assertThat(end.truncated()).isEqualTo(whole.truncated());
    assertThat(end.notes()).isEqualTo(whole.notes());
    if (!TELLS_THE_TIME.matcher(honest.sql()).find() && !whole.truncated()) {
      assertThat(sink.rows()).containsExactlyInAnyOrderElementsOf(whole.rows());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT i FROM range(99999) a(i) ORDER BY i", // plain columns
        "SELECT i, [i] AS l FROM range(99999) a(i) ORDER BY i" // a list among them
      })
  void stream_manyRows_comeInOrderAndInBatches(String sql) {
    var sink = new CollectingSink();

    SqlStreamEnd end = store.stream(sql, 99_999, GuardedDatabase.LONG, sink).get();

    assertThat(end.rows()).isEqualTo(99_999);
    assertThat(end.truncated()).isFalse();
    assertThat(sink.largestBatch()).isLessThanOrEqualTo(2048);
    for (int i = 0; i < 99_999; i++) {
      assertThat(sink.rows().get(i).get(0)).isEqualTo(new SqlValue.Int64(i));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2047, 2048, 2049, 5000, 9998})
  void stream_moreRowsThanTheLimit_isTruncated(long limit) {
    var sink = new CollectingSink();

    SqlStreamEnd end =
        store.stream("SELECT i FROM range(9999) a(i)", limit, GuardedDatabase.LONG, sink).get();

    assertThat(end.truncated()).isTrue();
    assertThat(end.rows()).isEqualTo(limit);
    assertThat(sink.rows()).hasSize((int) limit);
    assertThat(end.notes()).extracting(Note::code).contains(Note.Code.TRUNCATED);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2047, 2048, 2049, 4096})
  void stream_asManyRowsAsTheLimit_isWhole(int rows) {
    var sink = new CollectingSink();

    SqlStreamEnd end =
        store.stream(
                "SELECT i FROM range(%d) a(i)".formatted(rows), rows, GuardedDatabase.LONG, sink)
            .get();

    assertThat(end.truncated()).isFalse();
    assertThat(sink.rows()).hasSize(rows);
  }

  @Test
  void stream_moreThanTheCeiling_isCutThere() {
    var counted = new long[1];
    SqlSink counting =
        new SqlSink() {
          @Override
          public void head(SqlHead head) {
            assertThat(head.rowLimit()).isEqualTo(GuardedDatabase.CEILING);
          }

          @Override
          public boolean rows(SqlBatch batch) {
            counted[0] += batch.rows();
            return true;
          }
        };

    SqlStreamEnd end =
        store.stream(
                "SELECT i FROM range(99999) a(i), range(20) b(j)",
                Long.MAX_VALUE,
                GuardedDatabase.LONG,
                counting)
            .get();

    assertThat(end.truncated()).isTrue();
    assertThat(counted[0]).isEqualTo(GuardedDatabase.CEILING);
  }

  @Test
  void stream_noRows_hasAHead() {
    var sink = new CollectingSink();

    SqlStreamEnd end = store.stream("SELECT service_name FROM service_summary WHERE false", sink);

    assertThat(end.rows()).isZero();
    assertThat(sink.head().columns()).hasSize(1);
  }

  @Test
  void stream_refused_hasNoHead() {
    var sink = new CollectingSink();

    var answer = store.stream("SELECT * FROM store.sender", 10, GuardedDatabase.LONG, sink);

    assertThat(answer.getLeft()).isInstanceOf(QueryFailure.SqlRefused.class);
    assertThat(sink.hasHead()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT CASE WHEN i > 90000 THEN ('x' || i)::INTEGER ELSE i END AS n FROM range(99999) a(i)",
        "SELECT CASE WHEN i > 90000 THEN ('x' || i)::INTEGER ELSE i END AS n, [i] FROM range(99999)"
            + " a(i)"
      })
  void stream_failingBetweenRows_saysWhatFailed(String sql) {
    var sink = new CollectingSink();

    var answer = store.stream(sql, 99_999, GuardedDatabase.LONG, sink);

    assertThat(answer.getLeft())
        .isInstanceOfSatisfying(
            QueryFailure.SqlRefused.class,
            refused -> {
              assertThat(refused.refusal().reason()).isEqualTo(SqlRefusal.Reason.BIND_ERROR);
              assertThat(refused.refusal().detail()).contains("x90001");
            });
  }

  @Test
  void stream_rowOfTooManyBytes_isALimit() {
    var answer =
        store.stream(
            "SELECT string_agg(a.trace_id, '') FROM trace_summary a, trace_summary b",
            10,
            GuardedDatabase.LONG,
            new CollectingSink());

    assertThat(answer.getLeft())
        .isInstanceOfSatisfying(
            QueryFailure.LimitExceeded.class,
            limit -> assertThat(limit.limit()).isEqualTo("row size"));
  }

  @Test
  void stream_valuesOfEveryPlainType_areThoseOfTheWholeAnswer() {
    String sql =
        "SELECT * FROM (VALUES (1::TINYINT, 2::UINTEGER, 3.5::FLOAT, 'nan'::DOUBLE, true, 'ü',"
            + " '2026-01-01 10:00:00.123456+00'::TIMESTAMPTZ, 170141183460469231731687303715884105727,"
            + " 1.50::DECIMAL(4,2), DATE '2026-01-01', INTERVAL 3 DAY, NULL), (NULL, NULL, NULL,"
            + " NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL), (-1, 0, 0, 'inf', false, '',"
            + " 'infinity', 0, 0, '-infinity', INTERVAL 0 DAY, NULL))";
    var sink = new CollectingSink();

    store.stream(sql, sink);

    assertThat(sink.rows())
        .isEqualTo(store.run(sql, GuardedDatabase.BOTH_HOURS, GuardedDatabase.LONG).get().rows());
    assertThat(sink.rows().get(2)).contains(new SqlValue.Text("infinity"));
  }

  @Test
  void stream_besideAWholeAnswer_takesNoPlaceOfIt() throws Exception {
    var begun = new CountDownLatch(1);
    var finish = new CountDownLatch(1);
    SqlSink holding =
        new SqlSink() {
          @Override
          public void head(SqlHead head) {
            begun.countDown();
          }

          @Override
          public boolean rows(SqlBatch batch) {
            try {
              return finish.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }
        };
    var stream = CompletableFuture.supplyAsync(() -> store.stream("SELECT 1", holding));
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

    assertThat(store.run("SELECT 1", GuardedDatabase.BOTH_HOURS, GuardedDatabase.LONG).get().rows())
        .isEqualTo(List.of(List.of(new SqlValue.Int64(1))));
    finish.countDown();
    assertThat(stream.get(20, TimeUnit.SECONDS).rows()).isEqualTo(1);
  }
}
