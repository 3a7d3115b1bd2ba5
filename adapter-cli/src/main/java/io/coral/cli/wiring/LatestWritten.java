package io.coral.cli.wiring;

import io.coral.domain.summary.MetricDelta;
import io.coral.domain.summary.RequestId;
import io.coral.domain.summary.StreamState;
import io.coral.domain.summary.TraceDelta;
import io.coral.domain.telemetry.StreamId;
import io.coral.ports.SummaryBatch;
import io.coral.ports.SummaryWriter;
import io.coral.ports.WriteFailure;
import io.vavr.control.Either;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** A writer that remembers when what it wrote ends: a span's end, or the minute of a metric. */
final class LatestWritten implements SummaryWriter {
  private final SummaryWriter writer;
  private Instant latest = Instant.MIN;

  LatestWritten(SummaryWriter writer) {
    this.writer = writer;
  }

  /** {@link Instant#MIN} if nothing was written. */
  Instant latest() {
    return latest;
  }

  @Override
  public Either<WriteFailure, Long> append(SummaryBatch batch) {
    for (TraceDelta trace : batch.deltas().traces()) {
      note(Instant.ofEpochSecond(0, trace.lastEndUnixNano()));
    }
    for (MetricDelta metric : batch.deltas().metrics()) {
      note(metric.minute().start());
    }
    return writer.append(batch);
  }

  @Override
  public Either<WriteFailure, Set<RequestId>> committed(Collection<RequestId> requests) {
    return writer.committed(requests);
  }

  @Override
  public Either<WriteFailure, Map<StreamId, StreamState>> streamStates(
      Collection<StreamId> streams) {
    return writer.streamStates(streams);
  }

  private void note(Instant instant) {
    latest = instant.isAfter(latest) ? instant : latest;
  }
}
