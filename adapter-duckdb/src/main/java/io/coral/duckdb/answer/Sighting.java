package io.coral.duckdb.answer;

import static java.util.stream.Collectors.joining;

import io.coral.domain.query.ServiceInfo;
import io.coral.domain.time.Minute;
import io.coral.domain.value.Label;
import io.coral.domain.value.ServiceInstance;
import io.coral.duckdb.held.LastSeen;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * An instance of a service, and when it was seen last.
 *
 * @param lastSpan the last minute with a span of it, if any is kept
 * @param lastMetric the last minute with a metric of it, if any is kept
 */
record Sighting(ServiceInstance sender, Optional<Minute> lastSpan, Optional<Minute> lastMetric) {
  private static final Duration INSTANCES_OVER = Duration.ofHours(1);

  /** Of all that anything is told of. */
  static List<Sighting> all(LastSeen.Minutes last) {
    Map<ServiceInstance, Long> metrics = last.metrics().orElse(Map.of());
    var senders = new HashSet<>(last.spans().keySet());
    senders.addAll(metrics.keySet());
    return senders.stream()
        .map(
            sender ->
                new Sighting(
                    sender,
                    Optional.ofNullable(last.spans().get(sender)).map(Minute::new),
                    Optional.ofNullable(metrics.get(sender)).map(Minute::new)))
        .toList();
  }

  static boolean anySpan(List<Sighting> all) {
    return all.stream().anyMatch(seen -> seen.lastSpan.isPresent());
  }

  static boolean anyIn(List<Sighting> all, Label region) {
    return all.stream().anyMatch(seen -> seen.sender.region().equals(region));
  }

  /**
   * Describes the service that these are the instances of, by its spans; one that never sent any,
   * by its metrics.
   *
   * @param all at least one
   */
  static ServiceInfo describe(List<Sighting> all) {
    Function<Sighting, Optional<Minute>> time =
        anySpan(all) ? Sighting::lastSpan : Sighting::lastMetric;
    var own = all.stream().filter(seen -> time.apply(seen).isPresent()).toList();
    var last =
        own.stream().map(time).flatMap(Optional::stream).max(Minute::compareTo).orElseThrow();
    var lastSeen = new Minute(last.epochMinute() + 1).start();
    var since = Minute.of(lastSeen.minus(INSTANCES_OVER));
    // An instance was there in that hour if its own last minute lies in it.
    long instances =
        own.stream()
            .filter(seen -> time.apply(seen).orElseThrow().compareTo(since) >= 0)
            .map(seen -> seen.sender.instance())
            .distinct()
            .count();
    return new ServiceInfo(
        own.getFirst().sender.service(),
        joined(own.stream().map(seen -> seen.sender.namespace())),
        joined(own.stream().map(seen -> seen.sender.region())),
        Math.toIntExact(instances),
        lastSeen);
  }

  private static String joined(Stream<Label> labels) {
    return labels
        .filter(label -> !label.isNone())
        .map(Label::value)
        .distinct()
        .sorted()
        .collect(joining(","));
  }
}
