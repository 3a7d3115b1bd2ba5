package io.coral.domain.intake;

import io.coral.domain.telemetry.MetricPoint;
import io.coral.domain.telemetry.SpanRecord;
import java.util.List;

/** The valid items of one export request. */
public sealed interface Telemetry {
  /** What the request weighs while it waits: the size of its message. */
  long bytes();

  /** How many items there are. */
  int size();

  /**
   * The spans of one request.
   *
   * @param bytes not negative
   */
  record Spans(List<SpanRecord> spans, long bytes) implements Telemetry {
    public Spans {
      spans = List.copyOf(spans);
      requireWeight(bytes);
    }

    @Override
    public int size() {
      return spans.size();
    }
  }

  /**
   * The metric points of one request.
   *
   * @param bytes not negative
   */
  record Points(List<MetricPoint> points, long bytes) implements Telemetry {
    public Points {
      points = List.copyOf(points);
      requireWeight(bytes);
    }

    @Override
    public int size() {
      return points.size();
    }
  }

  private static void requireWeight(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("a request of " + bytes + " bytes");
    }
  }
}
