package io.coral.grpc.server;

import io.coral.domain.access.Principal;
import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.QueryIntent;
import io.coral.grpc.access.Gate;
import io.coral.ports.CallTrail;
import io.coral.ports.ColonyEvent;
import io.coral.ports.ColonyListener;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** One question from its arrival to its answer, of whose end somebody hears. */
final class QuestionTrail implements CallTrail {
  private final ColonyListener listener;
  private final Principal caller;
  private final long startNanos = System.nanoTime();
  private final AtomicLong waitedNanos = new AtomicLong();
  private volatile String fingerprint = "";

  private QuestionTrail(ColonyListener listener, Principal caller) {
    this.listener = listener;
    this.caller = caller;
  }

  /** Of the call that this thread works on. */
  static QuestionTrail begin(ColonyListener listener) {
    return new QuestionTrail(listener, Gate.caller());
  }

  /** It has waited until now, for a thread. */
  void hasThread() {
    waited(Duration.ofNanos(System.nanoTime() - startNanos));
  }

  @Override
  public Principal caller() {
    return caller;
  }

  @Override
  public void waited(Duration time) {
    waitedNanos.addAndGet(time.toNanos());
  }

  @Override
  public void parsed(String fingerprint) {
    this.fingerprint = fingerprint;
  }

  void ended(QueryIntent<?> asked, Either<QueryFailure, ?> answer) {
    Duration waited = Duration.ofNanos(waitedNanos.get());
    listener.heard(
        new ColonyEvent.QuestionEnded(
            asked,
            fingerprint,
            caller,
            waited,
            Duration.ofNanos(System.nanoTime() - startNanos).minus(waited),
            answer.fold(failure -> 0L, AnswerRows::of),
            answer.isLeft() ? Optional.of(answer.getLeft()) : Optional.empty()));
  }
}
