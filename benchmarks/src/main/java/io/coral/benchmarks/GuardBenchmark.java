package io.coral.benchmarks;

import io.coral.domain.sql.SqlParameters;
import io.coral.domain.sql.SqlText;
import io.coral.duckdb.sql.SqlGuard;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** What judging a statement costs, apart from running it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class GuardBenchmark {
  private static final SqlText SHORT =
      new SqlText("SELECT service_name, avg(p99_duration_ns) FROM service_summary GROUP BY ALL");

  /** 514 characters. */
  private static final SqlText LONG =
      new SqlText(
          "WITH busy AS (SELECT service_name, time_bucket(INTERVAL '5 minutes', timestamp) AS"
              + " bucket, sum(request_count) AS n, sum(error_count) AS e FROM service_summary WHERE"
              + " timestamp > now() - INTERVAL '1 hour' AND region = 'eu' GROUP BY ALL) SELECT"
              + " service_name, bucket, n, round(100.0 * e / nullif(n, 0), 2) AS error_percent, n -"
              + " lag(n) OVER (PARTITION BY service_name ORDER BY bucket) AS change, rank() OVER"
              + " (PARTITION BY bucket ORDER BY n DESC) AS place FROM busy WHERE n > 10 QUALIFY"
              + " place <= 5 ORDER BY bucket, place");

  private static final SqlText FORBIDDEN =
      new SqlText("WITH x AS (DELETE FROM service_summary RETURNING *) SELECT * FROM x");

  private final SqlGuard guard;

  /** Made by the benchmark's runner. */
  public GuardBenchmark() {
    try {
      guard = SqlGuard.open();
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB does not start", e);
    }
  }

  /** Makes sure that what is measured is what its name says. */
  @Setup
  public void check() {
    if (guard.judge(SHORT, SqlParameters.NONE).isLeft()
        || guard.judge(LONG, SqlParameters.NONE).isLeft()
        || guard.judge(FORBIDDEN, SqlParameters.NONE).isRight()) {
      throw new IllegalStateException("a statement is judged otherwise");
    }
  }

  @TearDown
  public void close() throws SQLException {
    guard.close();
  }

  @Benchmark
  public Object shortStatement() {
    return guard.judge(SHORT, SqlParameters.NONE);
  }

  @Benchmark
  public Object statementOfFiveHundredCharacters() {
    return guard.judge(LONG, SqlParameters.NONE);
  }

  @Benchmark
  public Object refusedStatement() {
    return guard.judge(FORBIDDEN, SqlParameters.NONE);
  }

  /** Runs them all. */
  public static void main(String[] arguments) throws RunnerException {
    new Runner(new OptionsBuilder().include(GuardBenchmark.class.getSimpleName()).build()).run();
  }
}
