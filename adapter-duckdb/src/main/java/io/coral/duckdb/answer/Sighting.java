package io.coral.duckdb.answer;

import static java.util.stream.Collectors.joining;

import io.coral.domain.query.ServiceInfo;
import io.coral.domain.time.Minute;
import io.coral.domain.value.Label;
import io.coral.domain.value.ServiceName;
import io.coral.duckdb.schema.store.tables.records.SenderRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An instance of a service, and when it was seen last.
 *
 * @param lastSpan the last minute with a span of it, if any is kept
 * @param lastMetric the last minute with a metric of it, if any is kept
 */
record Sighting(
    String service,
    String namespace,
    String region,
    String instance,
    Optional<Minute> lastSpan,
    Optional<Minute> lastMetric) {
  private static final Duration INSTANCES_OVER = Duration.ofHours(1);

  static Sighting of(SenderRecord sender, @Nullable Long lastSpan, @Nullable Long lastMetric) {
    return new Sighting(
        sender.getService(),
        sender.getNamespace(),
        sender.getRegion(),
        sender.getInstance(),
        Optional.ofNullable(lastSpan).map(Minute::new),
        Optional.ofNullable(lastMetric).map(Minute::new));
  }

  /** Whether anything of it is kept. */
  boolean isAny() {
    return lastSpan.isPresent() || lastMetric.isPresent();
  }

  static boolean anySpan(List<Sighting> all) {
    return all.stream().anyMatch(seen -> seen.lastSpan.isPresent());
  }

  static boolean anyIn(List<Sighting> all, Label region) {
    return all.stream().anyMatch(seen -> seen.region.equals(region.value()));
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
            .map(Sighting::instance)
            .distinct()
            .count();
    return new ServiceInfo(
        new ServiceName(own.getFirst().service),
        joined(own.stream().map(Sighting::namespace)),
        joined(own.stream().map(Sighting::region)),
        Math.toIntExact(instances),
        lastSeen);
  }

  private static String joined(Stream<String> labels) {
    return labels.filter(label -> !label.isEmpty()).distinct().sorted().collect(joining(","));
  }
}
