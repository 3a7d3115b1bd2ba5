package io.coral.grpc.server;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.SqlStreamEnd;
import io.coral.domain.query.StreamSql;
import io.coral.grpc.access.Gate;
import io.coral.grpc.v1.StreamQueryRequest;
import io.coral.grpc.v1.StreamQueryResponse;
import io.coral.grpc.wire.FailureMapping;
import io.coral.grpc.wire.SqlStreamMapping;
import io.coral.ports.ColonyListener;
import io.coral.ports.ColonyQueries;
import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.vavr.control.Either;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Answers calls with streams of rows, on threads of their own, so that slow readers keep nobody
 * else waiting.
 */
final class StreamAnswers {
  private static final Logger LOG = System.getLogger(StreamAnswers.class.getName());

  /** Of what was sent and not taken, before a sender has to wait. */
  private static final int BUFFER_BYTES = 256 * 1024;

  private final ColonyQueries queries;
  private final AnsweringPool pool;
  private final StreamLimits limits;
  private final ColonyListener listener;

  StreamAnswers(
      ColonyQueries queries, AnsweringPool pool, StreamLimits limits, ColonyListener listener) {
    this.queries = queries;
    this.pool = pool;
    this.limits = limits;
    this.listener = listener;
  }

  /** What to ask, and for how long it may be worked on. */
  private record Question(StreamSql intent, Duration maxWork) {}

  void answer(StreamQueryRequest request, ServerCallStreamObserver<StreamQueryResponse> reply) {
    reply.setOnReadyThreshold(BUFFER_BYTES);
    var trail = QuestionTrail.begin(listener);
    var rows = new RowStream(reply, limits, trail);
    Either<QueryFailure, Question> question = question(request);
    if (question.isLeft()) {
      rows.fail(question.getLeft());
      return;
    }
    Context call = Context.current();
    pool.execute(Gate.asker(), call.wrap(() -> answerNow(call, trail, question.get(), rows)))
        .ifPresent(rows::fail);
  }

  private void answerNow(Context call, QuestionTrail trail, Question question, RowStream rows) {
    trail.hasThread();
    try {
      Either<QueryFailure, SqlStreamEnd> outcome =
          ServerBounds.of(call, question.maxWork(), trail)
              .flatMap(bounds -> queries.within(bounds).streamSql(question.intent(), rows));
      trail.ended(question.intent(), outcome);
      if (outcome.isRight()) {
        rows.end(outcome.get());
      } else {
        rows.fail(outcome.getLeft());
      }
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "a stream failed for a reason that no caller can mend", e);
      rows.fail(FailureMapping.internalError());
    }
  }

  private static Either<QueryFailure, Question> question(StreamQueryRequest request) {
    return SqlStreamMapping.toDomain(request)
        .flatMap(
            intent ->
                SqlStreamMapping.maxWork(request)
                    .map(
                        asked ->
                            new Question(intent, shorter(asked.orElse(ServerLimits.MAX_TIME)))));
  }

  private static Duration shorter(Duration asked) {
    return asked.compareTo(ServerLimits.MAX_TIME) < 0 ? asked : ServerLimits.MAX_TIME;
  }
}
