package io.coral.cli.render;

import static java.util.Objects.requireNonNull;

import io.coral.cli.parts.Console;
import io.coral.domain.query.Note;
import io.coral.domain.query.SqlHead;
import io.coral.domain.query.SqlStreamEnd;
import io.coral.domain.sql.SqlBatch;
import io.coral.ports.SqlSink;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of one SELECT to stdout as they come. Nothing is written before there are rows or
 * an end: a statement that fails at once leaves stdout empty.
 */
public final class SqlRows implements SqlSink {
  private final Console console;
  private final SqlForm form;

  private @Nullable SqlHead head;
  private boolean begun;
  private boolean unwanted;

  SqlRows(Console console, SqlForm form) {
    this.console = requireNonNull(console, "console is null");
    this.form = requireNonNull(form, "form is null");
  }

  @Override
  public void head(SqlHead known) {
    head = known;
  }

  @Override
  public boolean rows(SqlBatch batch) {
    begin();
    form.rows(batch);
    unwanted = console.flush() != Console.Delivery.WRITTEN;
    return !unwanted;
  }

  /** Ends an answer of which all rows have come. */
  public void end(SqlStreamEnd end) {
    form.end(begin(), end);
    end.notes().stream().map(Note::message).forEach(console::note);
  }

  /** Leaves what was written as it is, since more was to come. */
  public void breakOff() {
    if (begun) {
      form.breakOff();
    }
  }

  /** Whether rows were no longer taken, because stdout cannot be written. */
  public boolean areUnwanted() {
    return unwanted;
  }

  private SqlHead begin() {
    SqlHead known = requireNonNull(head, "rows without a head");
    if (!begun) {
      begun = true;
      form.begin(known);
    }
    return known;
  }
}
