package io.coral.grpc.otlp;

import io.coral.domain.summary.SpanFold;
import io.coral.domain.summary.SummaryDeltas;
import io.coral.domain.telemetry.SpanRecord;
import java.util.List;
import java.util.function.Consumer;

/** Folds requests into deltas. */
final class ImportFold {
  private final long shiftNanos;
  private SpanFold spans = new SpanFold();

  /**
   * @param shiftNanos added to all times
   */
  ImportFold(long shiftNanos) {
    this.shiftNanos = shiftNanos;
  }

  /**
   * Adds a request's valid items.
   *
   * @return whether it had any
   */
  boolean add(OtlpRequest request, ImportTally counts, Consumer<String> refusals) {
    long before = counts.spans + counts.points + counts.ignoredPoints;
    new RequestItems(new Adding(counts, refusals), shiftNanos).read(request);
    return counts.spans + counts.points + counts.ignoredPoints > before;
  }

  /** Passes over a request that was committed by an earlier import. */
  void skip(OtlpRequest request) {}

  /** The deltas of what was added since the last time. */
  SummaryDeltas drain() {
    var deltas = new SummaryDeltas(spans.serviceDeltas(), spans.traceDeltas(), List.of());
    spans = new SpanFold();
    return deltas;
  }

  private final class Adding implements ItemSink {
    private final ImportTally counts;
    private final Consumer<String> refusals;

    Adding(ImportTally counts, Consumer<String> refusals) {
      this.counts = counts;
      this.refusals = refusals;
    }

    @Override
    public void span(SpanRecord span) {
      counts.spans++;
      spans.add(span);
    }

    @Override
    public void refused(String reason) {
      refusals.accept(reason);
    }
  }
}
