package io.coral.duckdb.sql;

import io.coral.domain.query.Note;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What the asker should know about how a statement was run. */
final class SqlNotes {
  private SqlNotes() {}

  /**
   * The notes on an answer.
   *
   * @param ownLimit the LIMIT that the statement itself ends with, if it is a number
   */
  static List<Note> of(ScanWindows windows, long limit, OptionalLong ownLimit, boolean truncated) {
    List<Note> notes = new ArrayList<>(windows.notes());
    if (ownLimit.isEmpty() || ownLimit.getAsLong() > limit) {
      notes.add(new Note(Note.Code.LIMIT_INJECTED, "LIMIT " + limit + " was put on the statement"));
    }
    if (truncated) {
      notes.add(
          new Note(
              Note.Code.TRUNCATED,
              "there are more than " + limit + " rows; aggregate, or page by ORDER BY and OFFSET"));
    }
    return notes;
  }
}
