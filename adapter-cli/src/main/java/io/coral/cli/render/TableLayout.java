package io.coral.cli.render;

import io.coral.cli.text.TextWidth;
import java.util.ArrayList;
import java.util.List;

/**
 * Which columns of a table are shown, and how wide, so that a line fits.
 *
 * <p>Where the table is too wide, extra columns go first, then the widest text column shrinks step
 * by step, and last the columns at the right end are left out.
 */
final class TableLayout {
  static final int GAP = 2;

  /** Narrower, a cut text says nothing. */
  private static final int NARROWEST = 6;

  record Placed(int index, TableColumn column, int width) {}

  private final List<Placed> shown;
  private final int leftOut;

  private TableLayout(List<Placed> shown, int leftOut) {
    this.shown = List.copyOf(shown);
    this.leftOut = leftOut;
  }

  /** The columns to show, in order. */
  List<Placed> shown() {
    return shown;
  }

  /** How many columns are missing, other than extra ones. */
  int leftOut() {
    return leftOut;
  }

  /**
   * Lays out {@code columns}.
   *
   * @param natural the width that each column would take
   * @param room columns of the terminal
   */
  static TableLayout of(List<TableColumn> columns, List<Integer> natural, int room) {
    List<Placed> placed = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      placed.add(new Placed(i, columns.get(i), natural.get(i)));
    }
    boolean smaller = true;
    while (excess(placed, room) > 0 && smaller) {
      smaller = removeLastExtra(placed) || shrinkWidest(placed);
    }
    int leftOut = 0;
    while (excess(placed, room) > 0 && placed.size() > 1) {
      placed.removeLast();
      leftOut++;
    }
    if (excess(placed, room) > 0) { // a single column, whatever it holds
      placed.set(0, new Placed(placed.getFirst().index(), placed.getFirst().column(), room));
    }
    return new TableLayout(placed, leftOut);
  }

  private static int excess(List<Placed> placed, int room) {
    int gaps = GAP * Math.max(0, placed.size() - 1);
    return placed.stream().mapToInt(Placed::width).sum() + gaps - room;
  }

  private static boolean removeLastExtra(List<Placed> placed) {
    for (int i = placed.size() - 1; i > 0; i--) {
      if (placed.get(i).column().isExtra()) {
        placed.remove(i);
        return true;
      }
    }
    return false;
  }

  private static boolean shrinkWidest(List<Placed> placed) {
    int widest = -1;
    for (int i = 0; i < placed.size(); i++) {
      Placed candidate = placed.get(i);
      if (candidate.column().kind() == TableColumn.Kind.TEXT
          && candidate.width() > NARROWEST
          && (widest < 0 || candidate.width() > placed.get(widest).width())) {
        widest = i;
      }
    }
    if (widest < 0) {
      return false;
    }
    Placed chosen = placed.get(widest);
    placed.set(widest, new Placed(chosen.index(), chosen.column(), chosen.width() - 1));
    return true;
  }

  static int natural(TableColumn column, List<String> cells) {
    int widest = TextWidth.of(column.header());
    for (String cell : cells) {
      widest = Math.max(widest, TextWidth.of(cell));
    }
    return widest;
  }
}
