package io.coral.grpc.server;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.QueryIntent;
import io.coral.grpc.access.Gate;
import io.coral.grpc.wire.FailureMapping;
import io.coral.grpc.wire.GrpcStatus;
import io.coral.ports.CallBounds;
import io.coral.ports.ColonyListener;
import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.vavr.control.Either;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Function;

/**
 * Answers one call: with one message, or with a failure and no message. Clients that cannot see
 * trailers rely on there being no third way.
 *
 * @param <P> what is asked
 */
final class UnaryAnswers<P> {
  private static final Logger LOG = System.getLogger(UnaryAnswers.class.getName());

  /** How a question is put to what is asked. */
  interface Ask<P, A> {
    Either<QueryFailure, A> of(P port);
  }

  /**
   * A question to the colony.
   *
   * @param intent empty for what is not asked of the store
   */
  record Question<P, A>(Optional<QueryIntent<?>> intent, Ask<P, A> ask) {}

  private final Function<CallBounds, P> port;
  private final AnsweringPool pool;
  private final ColonyListener listener;

  /**
   * @param port what is asked, within the bounds of a call
   */
  UnaryAnswers(Function<CallBounds, P> port, AnsweringPool pool, ColonyListener listener) {
    this.port = port;
    this.pool = pool;
    this.listener = listener;
  }

  /**
   * Answers on one of the pool's threads.
   *
   * @param question what to ask, or why the request makes no question
   * @param render makes the reply's message of an answer
   */
  <A, R> void answer(
      Either<QueryFailure, Question<P, A>> question,
      Function<A, R> render,
      StreamObserver<R> reply) {
    if (reply instanceof ServerCallStreamObserver<R> call) {
      call.setOnCancelHandler(() -> {}); // or else replying to a caller who left throws
    }
    if (question.isLeft()) {
      fail(question.getLeft(), reply);
      return;
    }
    Context call = Context.current();
    var trail = QuestionTrail.begin(listener);
    pool.execute(
            Gate.asker(), call.wrap(() -> answerNow(call, trail, question.get(), render, reply)))
        .ifPresent(failure -> fail(failure, reply));
  }

  private <A, R> void answerNow(
      Context call,
      QuestionTrail trail,
      Question<P, A> question,
      Function<A, R> render,
      StreamObserver<R> reply) {
    trail.hasThread();
    Either<QueryFailure, R> message;
    try {
      Either<QueryFailure, A> answer =
          ServerBounds.of(call, ServerLimits.MAX_TIME, trail)
              .flatMap(bounds -> question.ask().of(port.apply(bounds)));
      question.intent().ifPresent(asked -> trail.ended(asked, answer));
      message = answer.map(render);
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "a question failed for a reason that no caller can mend", e);
      reply.onError(GrpcStatus.exception(FailureMapping.internalError()));
      return;
    }
    if (message.isLeft()) {
      fail(message.getLeft(), reply);
      return;
    }
    reply.onNext(message.get());
    reply.onCompleted();
  }

  private static <R> void fail(QueryFailure failure, StreamObserver<R> reply) {
    reply.onError(GrpcStatus.exception(failure));
  }
}
