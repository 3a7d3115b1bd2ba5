package io.coral.duckdb.answer;

import static java.util.Objects.requireNonNull;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.time.Minute;
import io.coral.domain.time.TimeWindow;
import io.coral.domain.value.ServiceScope;
import io.coral.duckdb.held.Held;
import io.coral.duckdb.held.LastSeen;
import io.coral.ports.Cancellation;
import io.vavr.control.Either;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Answers from memory what it knows, and from the file all else, which is then brought back into
 * memory for the next who asks.
 *
 * @param recall brings back what was missed
 * @param asker one that has given up is told so by the file
 */
record MemoryFirst(Held held, Runnable recall, Cancellation asker) {
  MemoryFirst {
    requireNonNull(held, "held is null");
    requireNonNull(recall, "recall is null");
    requireNonNull(asker, "asker is null");
  }

  /** The same for another asker. */
  MemoryFirst of(Cancellation asker) {
    return new MemoryFirst(held, recall, asker);
  }

  /**
   * Answers a question about cells.
   *
   * @param question empty where memory has no answer
   * @param reply makes the answer of what memory has
   * @param file the answer where memory has none
   */
  <C, A> Either<QueryFailure, A> answer(
      ServiceScope scope,
      Grid grid,
      Function<HeldAnswers, Optional<ManyCells<C>>> question,
      BiFunction<ManyCells<C>, AppliedWindow, A> reply,
      Supplier<Either<QueryFailure, A>> file) {
    return cells(scope, grid, question)
        .<Either<QueryFailure, A>>map(cells -> Either.right(reply.apply(cells, grid.applied())))
        .orElseGet(file);
  }

  /**
   * When each sender was seen last.
   *
   * @param file finds it out
   */
  Either<QueryFailure, LastSeen.Minutes> lastSeen(
      boolean withMetrics, Supplier<Either<QueryFailure, LastSeen.Minutes>> file) {
    return asker.isCancelled() ? file.get() : held.lastSeen().ask(withMetrics, file);
  }

  private <C> Optional<ManyCells<C>> cells(
      ServiceScope scope, Grid grid, Function<HeldAnswers, Optional<ManyCells<C>>> question) {
    if (asker.isCancelled()) {
      return Optional.empty();
    }
    TimeWindow window = grid.applied().window();
    Optional<ManyCells<C>> cells =
        held.ask(
            Minute.of(window.from()).epochMinute(),
            Minute.of(window.to()).epochMinute(),
            grid.hoursFit(),
            view -> question.apply(new HeldAnswers(view, scope, grid)));
    if (cells.isEmpty()) {
      recall.run();
    }
    return cells;
  }
}
