package io.coral.domain.intake;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts the items of one request that were not taken, by reason. Needs little memory, however many
 * there are and whatever is wrong with them. Not thread-safe.
 */
public final class Refusals {
  /** Reasons that are told; one request seldom has more than one. */
  private static final int MOST_REASONS = 5;

  private static final int MOST_REASON_LENGTH = 200;

  private final Map<String, Long> byReason = new LinkedHashMap<>();
  private long count;
  private long dropped;

  /** An item is invalid. */
  public void refuse(String reason) {
    count++;
    String told = clipped(reason);
    if (byReason.size() < MOST_REASONS || byReason.containsKey(told)) {
      byReason.merge(told, 1L, Long::sum);
    }
  }

  /** An item is valid but one name too many. */
  public void drop(String reason) {
    dropped++;
    refuse(reason);
  }

  /** How many items were not taken, for either cause. */
  public long count() {
    return count;
  }

  /** How many of them were one name too many. */
  public long dropped() {
    return dropped;
  }

  /** The reasons, each with its number of items; empty if every item was taken. */
  public String message() {
    var message = new StringBuilder();
    long told = 0;
    for (var reason : byReason.entrySet()) {
      message.append(message.isEmpty() ? "" : "; ").append(reason.getKey());
      message.append(" (").append(reason.getValue()).append(')');
      told += reason.getValue();
    }
    if (told < count) {
      message.append("; other reasons (").append(count - told).append(')');
    }
    return message.toString();
  }

  private static String clipped(String reason) {
    return reason.length() <= MOST_REASON_LENGTH
        ? reason
        : reason.substring(0, MOST_REASON_LENGTH) + "…";
  }
}
