package io.coral.benchmarks.store;

import io.coral.benchmarks.measure.Latencies;
import io.coral.benchmarks.traffic.StoreFill;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks all in turns, and writes a row for each question. */
final class StoreTable {
  /** Turns of each, unless they take longer than {@link #TIME} together. */
  private static final int ROUNDS = 101;

  /** Questions of a turn, unless it takes longer than {@link #TURN}. */
  private static final int IN_A_ROW = 10;

  private static final Duration TURN = Duration.ofMillis(100);

  private static final int LEAST_ROUNDS = 5;
  private static final Duration WARMUP = Duration.ofSeconds(2);
  private static final Duration TIME = Duration.ofSeconds(10);

  /** Answers over less depend on which minutes exactly a window has, which others see otherwise. */
  private static final Duration LONG_ENOUGH = Duration.ofHours(1);

  private final List<StoreAnswers> answers;

  /** By which share the answers of each are away from those of the first, at most. */
  private final Map<String, Double> apart = new HashMap<>();

  StoreTable(List<StoreAnswers> answers) {
    this.answers = answers;
  }

  String head() {
    String names =
        answers.stream().map(StoreAnswers::name).collect(Collectors.joining(" | ", "| ", " |"));
    return "| P99 over | of | first "
        + names
        + System.lineSeparator()
        + "|---".repeat(answers.size() + 3)
        + "|";
  }

  /** The first answer of the first, then medians and spreads of all. */
  String row(StoreQuestion question) throws Exception {
    List<StoreAnswers> asked = answers.stream().filter(each -> each.knows(question)).toList();
    double first = millis(asked.getFirst(), question, 0);
    for (StoreAnswers each : asked) {
      warmUp(each, question);
    }
    List<Timed> timed = answers.stream().map(each -> new Timed(each, new Latencies())).toList();
    long end = System.nanoTime() + TIME.toNanos();
    for (int i = 0; i < ROUNDS && (i < LEAST_ROUNDS || System.nanoTime() < end); i++) {
      for (Timed each : timed) {
        each.turn(question, i);
      }
    }
    return String.format(Locale.ROOT, "| %s | %.1f ms ", question.about(), first)
        + timed.stream().map(Timed::spread).collect(Collectors.joining(" | ", "| ", " |"));
  }

  private record Timed(StoreAnswers answers, Latencies latencies) {
    /** Some questions in a row, as those who ask do: what others did before is soon forgotten. */
    void turn(StoreQuestion question, int number) throws Exception {
      long end = System.nanoTime() + TURN.toNanos();
      for (int i = 0; i < IN_A_ROW && answers.knows(question) && System.nanoTime() < end; i++) {
        long before = System.nanoTime();
        answers.p99(question, (number + i) % StoreFill.SERVICES);
        latencies.add(System.nanoTime() - before);
      }
    }

    /** Empty if it does not know. */
    String spread() {
      return latencies.count() == 0
          ? ""
          : String.format(
              Locale.ROOT,
              "%.2f ms (%.2f – %.2f)",
              latencies.millis(0.5),
              latencies.millis(0),
              latencies.millis(1));
    }
  }

  /** Alone, since nobody is warm after two seconds of waiting for others. */
  private void warmUp(StoreAnswers asked, StoreQuestion question) throws Exception {
    long end = System.nanoTime() + WARMUP.toNanos();
    int number = 0;
    do {
      compare(asked, question, number % StoreFill.SERVICES);
      number++;
    } while (System.nanoTime() < end);
  }

  private static double millis(StoreAnswers asked, StoreQuestion question, int service)
      throws Exception {
    long before = System.nanoTime();
    asked.p99(question, service);
    return (System.nanoTime() - before) / 1e6;
  }

  private void compare(StoreAnswers other, StoreQuestion question, int service) throws Exception {
    if (question.window().compareTo(LONG_ENOUGH) < 0) {
      other.p99(question, service);
      return;
    }
    double ours = answers.getFirst().p99(question, service);
    double theirs = other.p99(question, service);
    apart.merge(other.name(), Math.abs(theirs - ours) / ours, Math::max);
  }

  /** How far the answers of the others are from those of the first. */
  String agreement() {
    return answers.stream()
        .skip(1)
        .map(
            each ->
                String.format(
                    Locale.ROOT,
                    "%s: at most %.2f %% away from the port's, over an hour or more",
                    each.name(),
                    100 * apart.getOrDefault(each.name(), 0.0)))
        .collect(Collectors.joining(System.lineSeparator()));
  }
}
