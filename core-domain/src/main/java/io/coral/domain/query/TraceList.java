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
 */
public record TraceList(
    List<TraceSummary> traces, long totalCount, TimeWindow applied, List<Note> notes) {
  public TraceList {
    requireNonNull(applied, "applied is null");
    traces = List.copyOf(traces);
    notes = List.copyOf(notes);
  }
}
