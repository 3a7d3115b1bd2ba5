package io.coral.benchmarks.load;

import io.coral.benchmarks.measure.Project;
import io.coral.benchmarks.measure.Side;
import java.io.IOException;

/** A process that sends spans to a colony. */
record Sent(Side side) implements AutoCloseable {
  /**
   * Begins to send.
   *
   * @param rate spans a second; 0 for as many as go
   */
  static Sent start(Project project, StartedColony colony, int seconds, double rate)
      throws IOException {
    return new Sent(
        Side.start(
            project.library(
                SpanLoad.class,
                colony.telemetry(),
                Integer.toString(seconds),
                Double.toString(rate))));
  }

  /** What became of it, once all is sent. */
  LoadResult result() throws IOException {
    return LoadResult.of(side.line());
  }

  @Override
  public void close() throws IOException {
    side.close();
  }
}
