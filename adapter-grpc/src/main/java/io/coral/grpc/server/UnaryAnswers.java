package io.coral.grpc.server;

import io.coral.domain.failure.QueryFailure;
import io.coral.grpc.access.Gate;
import io.coral.grpc.wire.FailureMapping;
import io.coral.grpc.wire.GrpcStatus;
import io.coral.ports.CallBounds;
import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.vavr.control.Either;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Function;

/**
 * Answers one call: with one message, or with a failure and no message. Clients that cannot see
 * trailers rely on there being no third way.
 *
 * @param <P> what is asked
 */
final class UnaryAnswers<P> {
  private static final Logger LOG = System.getLogger(UnaryAnswers.class.getName());

  /** A question to the colony. */
  interface Question<P, A> {
    Either<QueryFailure, A> ask(P port);
  }

  private final Function<CallBounds, P> port;
  private final AnsweringPool pool;

  /**
   * @param port what is asked, within the bounds of a call
   */
  UnaryAnswers(Function<CallBounds, P> port, AnsweringPool pool) {
    this.port = port;
    this.pool = pool;
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
    pool.execute(Gate.asker(), call.wrap(() -> answerNow(call, question.get(), render, reply)))
        .ifPresent(failure -> fail(failure, reply));
  }

  private <A, R> void answerNow(
      Context call, Question<P, A> question, Function<A, R> render, StreamObserver<R> reply) {
    Either<QueryFailure, R> message;
    try {
      message =
          ServerBounds.of(call, ServerLimits.MAX_TIME)
              .flatMap(bounds -> question.ask(port.apply(bounds)))
              .map(render);
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
