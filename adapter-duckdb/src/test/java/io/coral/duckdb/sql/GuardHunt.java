package io.coral.duckdb.sql;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.SqlResult;
import io.coral.domain.sql.SqlLimits;
import io.coral.domain.sql.SqlParameters;
import io.coral.domain.sql.SqlRefusal;
import io.coral.domain.sql.SqlText;
import io.coral.domain.time.TimeWindow;
import io.coral.ports.CallBounds;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;

/**
 * Throws statements at the guard and looks for one that comes through and should not have: that
 * reads a hidden table, writes, makes the guard fail, or does not end. Statements are written by a
 * grammar or changed from the honest ones, the attacks, and those that showed something new.
 *
 * <p>To watch from outside which files and sockets the process opens, run {@link #main} under
 * strace: once all is warm it tries to open {@link #MARK}, behind which nothing may follow.
 */
final class GuardHunt implements AutoCloseable {
  static final String MARK = "/the-hunt-begins";

  private static final String CANARY = "hunter2";
  private static final TimeWindow WINDOW =
      new TimeWindow(SummaryDatabase.START, SummaryDatabase.START.plus(Duration.ofMinutes(20)));

  /** Conditions on timestamp may widen it, as they may for callers. */
  private static final SqlWindow UNLESS_ASKED =
      new SqlWindow(WINDOW, false, SummaryDatabase.START.minus(Duration.ofDays(365)));

  private static final Duration TIMEOUT = Duration.ofMillis(300);

  /** Beyond the timeout; generous, since other work may hold the processors. */
  private static final Duration LATE = Duration.ofSeconds(4);

  /** Of those that fit the tables, one in this many is run; the others are planned only. */
  private static final int RUN_ONE_IN = 12;

  private final SqlGuard guard = SqlGuard.open();
  private final FlatDatabase flat = FlatDatabase.open();
  private final SummaryDatabase real = SummaryDatabase.open();
  private final SqlRunner runner = TestRuns.runner(real::connect, guard, 4, Duration.ofSeconds(60));
  private final List<String> flatBefore = flat.content();
  private final List<String> realBefore = real.content();
  private final HuntCorpus corpus = new HuntCorpus();
  private final List<String> functions = functions();
  private final AtomicLong left = new AtomicLong();
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
  private final Queue<String> findings = new ConcurrentLinkedQueue<>();
  private final AtomicLong slowestJudgement = new AtomicLong();
  private final AtomicLong slowestPlan = new AtomicLong();

  GuardHunt() throws SQLException {}

  private List<String> functions() throws SQLException {
    List<String> names = new ArrayList<>();
    try (DuckDBConnection connection = flat.connect();
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT DISTINCT function_name FROM duckdb_functions()"
                    + " WHERE function_name NOT LIKE '%collate%' ORDER BY ALL")) {
      while (result.next()) {
        names.add(result.getString(1));
      }
    }
    return names;
  }

  /**
   * Tries statements, and adds to the findings.
   *
   * @param inputs how many
   * @param workers threads that try them
   * @param journal where each worker keeps its last statement, also if the process dies
   */
  void hunt(long inputs, int workers, long seed, Path journal)
      throws InterruptedException, SQLException {
    left.set(inputs);
    var random = new SplittableRandom(seed);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < workers; i++) {
      var own = random.split();
      Path file = journal.resolve("last-" + i + ".sql");
      Thread thread = DeepStack.thread("hunt-" + i, () -> work(own, file));
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    checkContent();
  }

  List<String> findings() {
    return List.copyOf(findings);
  }

  Map<String, Long> counts() {
    var sums = new TreeMap<String, Long>();
    counts.forEach((what, sum) -> sums.put(what, sum.sum()));
    return sums;
  }

  private void work(SplittableRandom random, Path file) {
    var grammar = new SqlGrammar(random, functions);
    try (var last = new LastInput(file);
        DuckDBConnection connection = flat.connect()) {
      while (left.getAndDecrement() > 0) {
        String sql = random.nextInt(4) == 0 ? grammar.statement() : corpus.mutated(random);
        String text = cut(sql.replace("\0", ""));
        last.write(text);
        attempt(text, connection, random);
      }
    } catch (IOException | SQLException | RuntimeException e) {
      findings.add("the hunt itself failed: " + e);
    }
  }

  private static String cut(String sql) {
    String text = sql.substring(0, Math.min(sql.length(), SqlLimits.MAX_TEXT_LENGTH));
    return text.isBlank() ? ";" : text;
  }

  private void count(String what) {
    counts.computeIfAbsent(what, ignored -> new LongAdder()).increment();
  }

  private void attempt(String text, DuckDBConnection connection, SplittableRandom random) {
    long start = System.nanoTime();
    Either<SqlRefusal, GuardedSql> judged;
    try {
      judged = guard.judge(new SqlText(text), SqlParameters.NONE);
    } catch (RuntimeException | StackOverflowError e) {
      findings.add("the guard failed with " + e + ": " + text);
      return;
    }
    slowestJudgement.accumulateAndGet(System.nanoTime() - start, Math::max);
    count("inputs");
    if (judged.isLeft()) {
      count("refused " + judged.getLeft().reason());
      corpus.refused(text, judged.getLeft());
      return;
    }
    count("accepted");
    corpus.accepted(text, judged.get().text());
    if (fits(text, judged.get().text(), connection) && random.nextInt(RUN_ONE_IN) == 0) {
      run(text);
    }
  }

  private boolean fits(String text, String guarded, DuckDBConnection connection) {
    long start = System.nanoTime();
    boolean fits = false;
    try {
      var strange = FlatDatabase.strangeParts(connection, guarded);
      if (!strange.isEmpty()) {
        findings.add("reads or does " + strange + ": " + text);
      }
      count("planned");
      fits = true;
    } catch (SQLException e) {
      String message = String.valueOf(e.getMessage());
      count("not bound");
      if (message.contains("INTERNAL") || message.contains(CANARY)) {
        findings.add("planning says " + message.lines().findFirst().orElse("") + ": " + text);
      }
    }
    long took = System.nanoTime() - start;
    slowestPlan.accumulateAndGet(took, Math::max);
    if (took > LATE.toNanos()) {
      findings.add("planned for " + Duration.ofNanos(took) + ": " + text);
    }
    return fits;
  }

  private void run(String text) {
    long start = System.nanoTime();
    Either<QueryFailure, SqlResult> answer =
        runner.execute(TestRuns.intent(text, 50), UNLESS_ASKED, CallBounds.timeout(TIMEOUT));
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    count("ran");
    if (took.compareTo(TIMEOUT.plus(LATE)) > 0) {
      findings.add("ran for " + took + ": " + text);
    }
    if (answer.isRight()) {
      count("answered");
      if (answer.get().rows().toString().contains(CANARY) && !text.contains(CANARY)) {
        findings.add("returns the secret: " + text);
      }
      return;
    }
    QueryFailure failure = answer.getLeft();
    count("failed " + failure.getClass().getSimpleName());
    boolean tells = failure.message().contains(CANARY) && !text.contains(CANARY);
    if (tells || failure instanceof QueryFailure.Unavailable) {
      findings.add("fails with " + failure + ": " + text);
    }
  }

  private void checkContent() throws SQLException {
    if (!flat.content().equals(flatBefore) || !real.content().equals(realBefore)) {
      findings.add("the content of a database has changed");
    }
    if (real.stillOpen() != 0) {
      findings.add(real.stillOpen() + " connections were left open");
    }
  }

  private String figures() {
    return counts()
        + ", slowest judgement "
        + slowestJudgement.get() / 1_000_000
        + " ms, slowest plan "
        + slowestPlan.get() / 1_000_000
        + " ms, corpus "
        + corpus.size();
  }

  @Override
  public void close() throws SQLException {
    real.close();
    flat.close();
    guard.close();
  }

  /** Arguments: how many inputs, how many workers, the seed, a folder for the journal. */
  public static void main(String[] arguments) throws Exception {
    long inputs = Long.parseLong(arguments[0]);
    int workers = Integer.parseInt(arguments[1]);
    long seed = Long.parseLong(arguments[2]);
    Path journal = Files.createDirectories(Path.of(arguments[3]));
    long round = 50_000;
    try (var hunt = new GuardHunt()) {
      Stream.concat(SqlCase.honest(), SqlCase.attacks())
          .forEach(
              warm ->
                  hunt.runner.execute(
                      TestRuns.intent(warm.sql(), 5), UNLESS_ASKED, CallBounds.timeout(LATE)));
      hunt.hunt(2_000, workers, seed - 1, journal);
      Files.notExists(Path.of(MARK));
      try {
        Files.readString(Path.of(MARK));
      } catch (IOException expected) {
        System.out.println("warm");
      }
      long start = System.nanoTime();
      int told = 0;
      for (long done = 0; done < inputs; done += round) {
        hunt.hunt(Math.min(round, inputs - done), workers, seed + done, journal);
        System.out.println((System.nanoTime() - start) / 1_000_000_000 + " s " + hunt.figures());
        for (; told < hunt.findings().size(); told++) {
          System.out.println("FOUND " + hunt.findings().get(told));
        }
      }
    }
  }
}
