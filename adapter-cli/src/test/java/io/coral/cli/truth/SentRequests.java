package io.coral.cli.truth;

import io.coral.cli.truth.NumberedRequest.Cell;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Which requests must be counted: those that were acknowledged. Of those that were sent and never
 * answered nobody knows until the colony is asked; then they are as certain as the others.
 * Thread-safe.
 */
final class SentRequests {
  /** How many requests there must be, and may be. */
  record Bounds(int least, int most) {
    private Bounds and(Bounds other) {
      return new Bounds(least + other.least, most + other.most);
    }
  }

  private final BitSet counted = new BitSet();
  private final BitSet unanswered = new BitSet();

  synchronized void acknowledged(NumberedRequest request) {
    counted.set(request.number());
  }

  synchronized void unanswered(NumberedRequest request) {
    unanswered.set(request.number());
  }

  /** How many there must be, and may be, of each cell that has any. */
  synchronized Map<Cell, Bounds> byCell(Instant last) {
    var bounds = new HashMap<Cell, Bounds>();
    counted.stream()
        .forEach(
            number ->
                bounds.merge(
                    new NumberedRequest(number).cell(last), new Bounds(1, 1), Bounds::and));
    unanswered.stream()
        .forEach(
            number ->
                bounds.merge(
                    new NumberedRequest(number).cell(last), new Bounds(0, 1), Bounds::and));
    return bounds;
  }

  /** How many there are that must be counted. */
  synchronized int count() {
    return counted.cardinality();
  }

  /** How many there are that may be counted. */
  synchronized int uncertain() {
    return unanswered.cardinality();
  }

  /**
   * Takes a colony's word for those that were not answered.
   *
   * @param stored the requests that it has
   * @return what it lacks, and what nobody sent; both empty if nothing is wrong
   */
  synchronized Difference settle(BitSet stored) {
    var lost = (BitSet) counted.clone();
    lost.andNot(stored);
    var unknown = (BitSet) stored.clone();
    unknown.andNot(counted);
    unknown.andNot(unanswered);
    counted.or(stored);
    unanswered.clear();
    return new Difference(lost, unknown);
  }

  /** Numbers of requests that ought not to be missing, or to be there. */
  record Difference(BitSet lost, BitSet unknown) {}
}
