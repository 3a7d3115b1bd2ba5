package io.coral.domain.query;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/**
 * What is known of a stream of rows after the last.
 *
 * @param rows how many there were
 * @param truncated whether there were more than the limit
 * @param worked time that the colony worked on it, without what its reader took
 * @param notes each change made to the statement
 */
public record SqlStreamEnd(long rows, boolean truncated, Duration worked, List<Note> notes) {
  public SqlStreamEnd {
    requireNonNull(worked, "worked is null");
    notes = List.copyOf(notes);
  }
}
