package io.coral.duckdb.answer;

import static java.util.stream.Collectors.groupingBy;

import io.coral.domain.query.ListServices;
import io.coral.domain.query.ServiceInfo;
import io.coral.domain.query.ServiceList;
import io.coral.domain.value.Label;
import io.coral.domain.value.ServiceName;
import io.coral.domain.value.ServiceSelector;
import io.coral.duckdb.held.LastSeen;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Tells which services there are, by when each of their instances was seen last. */
record ServiceAnswers(List<Sighting> sightings) {
  private record Row(ServiceName service, Label namespace) {
    /** Written out as in {@link io.coral.domain.value.ServiceInstance}. */
    @Override
    public int hashCode() {
      return Objects.hash(service, namespace);
    }
  }

  /** Of all that anything is kept of; one of which nothing is, is as unknown as if it never was. */
  static ServiceAnswers of(LastSeen.Minutes last) {
    return new ServiceAnswers(Sighting.all(last));
  }

  ServiceList list(ListServices asked) {
    Map<Row, List<Sighting>> rows =
        sightings.stream()
            .filter(seen -> asked.includeMetricsOnly() || seen.lastSpan().isPresent())
            .filter(
                seen ->
                    asked.namespace().isNone()
                        || asked.namespace().equals(seen.sender().namespace()))
            .collect(
                groupingBy(seen -> new Row(seen.sender().service(), seen.sender().namespace())));
    return new ServiceList(
        rows.values().stream()
            .filter(own -> asked.region().isNone() || Sighting.anyIn(own, asked.region()))
            .map(Sighting::describe)
            .sorted(ServiceAnswers::byName)
            .toList());
  }

  /** Not a comparator that is put together, for whose parts Java makes classes at run time. */
  private static int byName(ServiceInfo one, ServiceInfo other) {
    int byService = one.name().compareTo(other.name());
    return byService != 0 ? byService : one.namespace().compareTo(other.namespace());
  }

  Optional<ServiceInfo> one(ServiceSelector selector) {
    List<Sighting> own =
        sightings.stream().filter(seen -> selector.matches(seen.sender())).toList();
    return own.isEmpty() ? Optional.empty() : Optional.of(Sighting.describe(own));
  }
}
