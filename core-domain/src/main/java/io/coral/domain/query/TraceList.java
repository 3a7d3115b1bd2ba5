package io.coral.domain.query;

import static java.util.Objects.requireNonNull;

import io.coral.domain.time.TimeWindow;
import java.util.List;

/**
 * Traces that fit a question.
 *
 * @param traces in the order the question names, at most its limit; an empty list is an answer
 * @param totalCount how many fit, whatever the limit
 * @param applied the window that was searched
 * @param notes what the asker should know about how it was answered
 */
public record TraceList(
    List<TraceSummary> traces, long totalCount, TimeWindow applied, List<Note> notes) {
  /**
   * @throws IllegalArgumentException if there are more traces than their total
   */
  public TraceList {
    requireNonNull(applied, "applied is null");
    traces = List.copyOf(traces);
    if (totalCount < traces.size()) {
      throw new IllegalArgumentException(traces.size() + " traces of " + totalCount);
    }
    notes = List.copyOf(notes);
  }
}
