package io.coral.domain.summary;

import static java.util.Objects.requireNonNull;

import io.coral.domain.telemetry.HistogramPoint;

/** What a point of a cumulative stream means after those before it. */
public sealed interface StreamStep {
  /**
   * Values were added.
   *
   * @param state of the stream from now on
   * @param delta what was added, possibly no values; its minimum and maximum are bounds, which
   *     values before it may have reached
   */
  record Counted(StreamState state, HistogramPoint delta) implements StreamStep {
    public Counted {
      requireNonNull(state, "state is null");
      requireNonNull(delta, "delta is null");
    }
  }

  /**
   * The point adds nothing, but what follows is compared with it: the first of a stream that does
   * not say when it started, or one whose buckets changed without a restart.
   *
   * @param state of the stream from now on
   */
  record Based(StreamState state) implements StreamStep {
    public Based {
      requireNonNull(state, "state is null");
    }
  }

  /**
   * The point comes too late to be compared; the stream stays as it is.
   *
   * @param reason one sentence
   */
  record Refused(String reason) implements StreamStep {
    public Refused {
      requireNonNull(reason, "reason is null");
    }
  }
}
