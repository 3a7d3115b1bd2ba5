package io.coral.duckdb.intake;

import io.coral.domain.intake.Cardinality;
import io.coral.domain.intake.GroupFold;
import io.coral.domain.summary.StreamState;
import io.coral.domain.telemetry.StreamId;
import io.coral.ports.IntakeFailure;
import io.coral.ports.SummaryBatch;
import io.coral.ports.SummaryWriter;
import io.coral.ports.WriteFailure;
import io.vavr.control.Either;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Commits a group and answers each of its requests. Where the group as a whole fails, its requests
 * are tried one by one, so that a request that cannot be written takes no other with it; after two
 * failures in a row it is the store that cannot be written, and the rest is spared.
 */
final class GroupWriter {
  private static final Logger LOG = System.getLogger(GroupWriter.class.getName());

  private static final int FAILURES_OF_THE_STORE = 2;

  private final SummaryWriter writer;
  private final Cardinality cardinality;
  private final Answers answers;

  GroupWriter(SummaryWriter writer, Cardinality cardinality, Answers answers) {
    this.writer = writer;
    this.cardinality = cardinality;
    this.answers = answers;
  }

  Answers answers() {
    return answers;
  }

  /** Answers all requests of the group before it returns. */
  void commit(IntakeGroup group) {
    List<Pending> wanted = stillWanted(group.requests());
    if (wanted.size() < 2) {
      commitOneByOne(wanted);
      return;
    }
    try {
      IntakeGroup whole =
          wanted.size() == group.members().size() ? group : IntakeGroup.of(wanted, cardinality);
      if (write(whole).isRight()) {
        whole.members().forEach(answers::taken);
        return;
      }
    } catch (RuntimeException | Error e) {
      LOG.log(Level.WARNING, "a group of requests failed; they are tried one by one", e);
    }
    commitOneByOne(wanted);
  }

  private List<Pending> stillWanted(List<Pending> requests) {
    var wanted = new ArrayList<Pending>(requests.size());
    for (Pending pending : requests) {
      if (pending.cancellation().isCancelled()) {
        answers.cancelled(pending);
      } else {
        wanted.add(pending);
      }
    }
    return wanted;
  }

  private void commitOneByOne(List<Pending> requests) {
    int failuresInRow = 0;
    @Nullable WriteFailure lastFailure = null;
    for (Pending pending : requests) {
      if (lastFailure != null && failuresInRow >= FAILURES_OF_THE_STORE) {
        answers.unavailable(pending, unavailable(lastFailure));
        continue;
      }
      try {
        var alone = IntakeGroup.of(List.of(pending), cardinality);
        Either<WriteFailure, Void> written = write(alone);
        if (written.isRight()) {
          failuresInRow = 0;
          answers.taken(alone.members().getFirst());
        } else {
          failuresInRow++;
          lastFailure = written.getLeft();
          answers.unavailable(pending, unavailable(lastFailure));
        }
      } catch (RuntimeException | Error e) {
        answers.failed(pending, e);
      }
    }
  }

  private static IntakeFailure unavailable(WriteFailure failure) {
    return new IntakeFailure.Unavailable(failure.message());
  }

  private Either<WriteFailure, Void> write(IntakeGroup group) {
    long start = System.nanoTime();
    Set<StreamId> streams = group.cumulativeStreams();
    Either<WriteFailure, Map<StreamId, StreamState>> states =
        streams.isEmpty() ? Either.right(Map.of()) : writer.streamStates(streams);
    return states
        .map(group::finish)
        .flatMap(
            folded ->
                folded.isEmpty()
                    ? Either.right(null)
                    : append(folded, start - group.sinceNanos(), start))
        .peekLeft(failure -> answers.notCommitted());
  }

  private Either<WriteFailure, Void> append(
      GroupFold.Folded folded, long waitedNanos, long startNanos) {
    return writer
        .append(new SummaryBatch(Set.of(), folded.deltas(), folded.streamStates()))
        .peek(
            rows ->
                answers.committed(
                    Duration.ofNanos(waitedNanos),
                    Duration.ofNanos(System.nanoTime() - startNanos)))
        .map(rows -> null);
  }
}
