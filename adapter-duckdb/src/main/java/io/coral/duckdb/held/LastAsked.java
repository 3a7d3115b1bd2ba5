package io.coral.duckdb.held;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When hours were last asked for, by the minute. Whoever asks may note it at any time; the rest is
 * for one thread.
 */
final class LastAsked {
  private final Map<Long, Long> minutes = new ConcurrentHashMap<>();

  boolean has(long hour) {
    return minutes.containsKey(hour);
  }

  int size() {
    return minutes.size();
  }

  /** That an hour is asked for. */
  void note(long hour, long now) {
    minutes.put(hour, now);
  }

  /** That an hour is asked for, if it is one of them. */
  void noteAgain(long hour, long now) {
    minutes.computeIfPresent(hour, (same, before) -> now);
  }

  /** The first of those that were asked for since a minute. */
  OptionalLong firstSince(long minute) {
    return minutes.entrySet().stream()
        .filter(each -> each.getValue() >= minute)
        .mapToLong(Map.Entry::getKey)
        .min();
  }

  /** The one that was asked for longest ago; of several the first. */
  OptionalLong longestAgo() {
    return minutes.entrySet().stream()
        .min(Map.Entry.<Long, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(each -> OptionalLong.of(each.getKey()))
        .orElse(OptionalLong.empty());
  }

  /** Those that were not asked for since a minute. */
  List<Long> notSince(long minute) {
    return minutes.entrySet().stream()
        .filter(each -> each.getValue() < minute)
        .map(Map.Entry::getKey)
        .toList();
  }

  List<Long> before(long hour) {
    return minutes.keySet().stream().filter(each -> each < hour).toList();
  }

  void remove(long hour) {
    minutes.remove(hour);
  }

  void clear() {
    minutes.clear();
  }
}
