package io.coral.duckdb.sql;

import io.coral.domain.query.Note;
import io.coral.domain.sql.SqlValue;
import io.coral.domain.time.Minute;
import io.coral.domain.time.TimeWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Which time each scan of a statement reads.
 *
 * <p>The views read one window, the widest of the statement. A scan with a narrower one becomes a
 * subquery that narrows it.
 *
 * @param widest the window that the views read
 * @param notes what the asker should know
 * @param narrowed parts of the tree that read less, and from when on
 */
record ScanWindows(
    TimeWindow widest, List<Note> notes, IdentityHashMap<Json.Obj, Instant> narrowed) {

  /**
   * A scan and where its own condition begins, if it has one.
   *
   * @param since as the statement writes it
   */
  record Start(Scan scan, Optional<Instant> since) {}

  /** Where nothing is scanned, of which there is nothing to tell. */
  static ScanWindows none(SqlWindow asked) {
    return new ScanWindows(asked.window(), List.of(), new IdentityHashMap<>());
  }

  /** Every scan over the window asked for. */
  static ScanWindows all(SqlWindow asked) {
    String advice =
        asked.ofCaller()
            ? "a condition on timestamp narrows that"
            : "for more, ask for a longer range, or bound timestamp below in the WHERE of the table";
    var note =
        new Note(
            Note.Code.TIME_RANGE_APPLIED, "tables hold " + asked.window() + " only; " + advice);
    return new ScanWindows(asked.window(), List.of(note), new IdentityHashMap<>());
  }

  /** Each scan over its own window. */
  static ScanWindows of(SqlWindow asked, List<Start> starts) {
    List<Instant> from = starts.stream().map(start -> from(asked, start)).toList();
    Instant earliest = from.stream().min(Instant::compareTo).orElse(asked.window().from());
    var widest = new TimeWindow(earliest, asked.window().to());
    List<Note> notes = new ArrayList<>();
    if (starts.stream().anyMatch(start -> isTooEarly(asked, start))) {
      notes.add(
          new Note(
              Note.Code.TIME_RANGE_CAPPED,
              "nothing before " + asked.earliest() + " is read, whatever the statement asks for"));
    }
    var narrowed = new IdentityHashMap<Json.Obj, Instant>(); // parts may look the same
    for (int i = 0; i < starts.size(); i++) {
      Scan scan = starts.get(i).scan();
      Instant begin = scan.isMacro() ? earliest : from.get(i);
      if (begin.isAfter(earliest)) {
        narrowed.put(scan.node(), begin);
      }
      notes.add(note(starts.get(i), new TimeWindow(begin, widest.to())));
    }
    return new ScanWindows(widest, notes.stream().distinct().toList(), narrowed);
  }

  private static Instant from(SqlWindow asked, Start start) {
    if (isTooEarly(asked, start)) {
      return asked.earliest();
    }
    return start
        .since()
        .map(since -> Minute.of(since).start())
        .filter(minute -> minute.isBefore(asked.window().to())) // or else nothing is asked for
        .orElse(asked.window().from());
  }

  private static boolean isTooEarly(SqlWindow asked, Start start) {
    return start.since().filter(since -> since.isBefore(asked.earliest())).isPresent();
  }

  private static Note note(Start start, TimeWindow window) {
    String holds = start.scan().name() + " holds " + window;
    return start.since().isPresent()
        ? new Note(
            Note.Code.TIME_RANGE_FROM_QUERY,
            holds + ", from the statement's condition on timestamp")
        : new Note(Note.Code.TIME_RANGE_APPLIED, holds + " only");
  }

  boolean rewrites() {
    return !narrowed.isEmpty();
  }

  /** The tree with the narrower scans in it. */
  Json rewritten(Json tree) {
    return Trees.replaced(
        tree, node -> Optional.ofNullable(narrowed.get(node)).map(since -> narrower(node, since)));
  }

  private static Json narrower(Json.Obj node, Instant since) {
    String alias = Trees.text(node, "alias");
    return Nodes.since(
        node,
        Nodes.constant(new SqlValue.Timestamp(since), new Json.Null()),
        alias.isEmpty() ? Trees.text(node, "table_name") : alias);
  }
}
