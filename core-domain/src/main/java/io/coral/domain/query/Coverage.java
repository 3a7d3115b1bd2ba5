package io.coral.domain.query;

import static java.util.Objects.requireNonNull;

import io.coral.domain.time.TimeWindow;
import java.util.List;

/**
 * What a question about several services was answered over.
 *
 * @param applied the window that was searched
 * @param withoutData services that the question was about and that ever sent anything, but nothing
 *     of this in the window: they have no row
 * @param notes what the asker should know about how it was answered
 */
public record Coverage(TimeWindow applied, int withoutData, List<Note> notes) {
  /**
   * @throws IllegalArgumentException if {@code withoutData} is negative
   */
  public Coverage {
    requireNonNull(applied, "applied is null");
    if (withoutData < 0) {
      throw new IllegalArgumentException(withoutData + " services without data");
    }
    notes = List.copyOf(notes);
  }
}
