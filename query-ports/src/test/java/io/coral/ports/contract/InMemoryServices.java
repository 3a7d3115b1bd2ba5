package io.coral.ports.contract;

import static java.util.stream.Collectors.joining;

import io.coral.domain.query.ListServices;
import io.coral.domain.query.ServiceInfo;
import io.coral.domain.summary.MetricDelta;
import io.coral.domain.summary.ServiceDelta;
import io.coral.domain.time.Minute;
import io.coral.domain.value.Label;
import io.coral.domain.value.ServiceInstance;
import io.coral.domain.value.ServiceName;
import io.coral.domain.value.ServiceSelector;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Lists services by going through all deltas. */
final class InMemoryServices {
  private record Sighting(ServiceInstance sender, Minute minute, boolean span) {}

  private record Row(ServiceName name, Label namespace) {}

  private final List<Sighting> sightings;

  InMemoryServices(InMemoryDeltas deltas) {
    sightings =
        Stream.concat(
                deltas.services().stream()
                    .map((ServiceDelta d) -> new Sighting(d.sender(), d.minute(), true)),
                deltas.metrics().stream()
                    .map((MetricDelta d) -> new Sighting(d.sender(), d.minute(), false)))
            .toList();
  }

  List<ServiceInfo> list(ListServices intent) {
    return sightings.stream()
        .map(s -> new Row(s.sender().service(), s.sender().namespace()))
        .distinct()
        .filter(row -> intent.namespace().isNone() || intent.namespace().equals(row.namespace()))
        .sorted(Comparator.comparing(Row::name).thenComparing(Row::namespace))
        .map(row -> of(row))
        .filter(own -> intent.includeMetricsOnly() || own.stream().anyMatch(Sighting::span))
        .filter(
            own ->
                intent.region().isNone()
                    || own.stream().anyMatch(s -> s.sender().region().equals(intent.region())))
        .map(InMemoryServices::info)
        .toList();
  }

  ServiceInfo merged(ServiceSelector selector) {
    return info(sightings.stream().filter(s -> selector.matches(s.sender())).toList());
  }

  private List<Sighting> of(Row row) {
    return sightings.stream()
        .filter(
            s ->
                s.sender().service().equals(row.name())
                    && s.sender().namespace().equals(row.namespace()))
        .toList();
  }

  /** A service is described by its spans; one that never sent any, by its metrics. */
  private static ServiceInfo info(List<Sighting> all) {
    var spans = all.stream().filter(Sighting::span).toList();
    var own = spans.isEmpty() ? all : spans;
    var last = own.stream().map(Sighting::minute).max(Comparator.naturalOrder()).orElseThrow();
    var lastSeen = new Minute(last.epochMinute() + 1).start();
    var hourBefore = lastSeen.minus(Duration.ofHours(1));
    long instances =
        own.stream()
            .filter(s -> !s.minute().start().isBefore(hourBefore))
            .map(s -> s.sender().instance())
            .distinct()
            .count();
    return new ServiceInfo(
        own.getFirst().sender().service(),
        labels(own, ServiceInstance::namespace),
        labels(own, ServiceInstance::region),
        (int) instances,
        lastSeen);
  }

  private static String labels(List<Sighting> own, Function<ServiceInstance, Label> label) {
    return own.stream()
        .map(s -> label.apply(s.sender()))
        .filter(l -> !l.isNone())
        .distinct()
        .sorted()
        .map(Label::value)
        .collect(joining(","));
  }
}
