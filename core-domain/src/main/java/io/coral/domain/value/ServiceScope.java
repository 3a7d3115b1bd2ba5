package io.coral.domain.value;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which services a question about several is about. Each is one by its bare name, merged over its
 * namespaces and regions; a label other than {@link Label#NONE} narrows all of them.
 *
 * @param service the only one asked about; empty for all
 * @param namespace {@code service.namespace}, or NONE for all
 * @param region {@code cloud.region}, or NONE for all
 */
public record ServiceScope(Optional<ServiceName> service, Label namespace, Label region) {
  public ServiceScope {
    requireNonNull(service, "service is null");
    requireNonNull(namespace, "namespace is null");
    requireNonNull(region, "region is null");
  }

  /** Every service. */
  public static ServiceScope all() {
    return new ServiceScope(Optional.empty(), Label.NONE, Label.NONE);
  }

  /** One service. */
  public static ServiceScope of(ServiceSelector selector) {
    return new ServiceScope(Optional.of(selector.name()), selector.namespace(), selector.region());
  }

  /** The selector of a question about this one of the services. */
  public ServiceSelector selector(ServiceName name) {
    return new ServiceSelector(name, namespace, region);
  }

  /** Whether telemetry of {@code sender} belongs to one of the services. */
  public boolean matches(ServiceInstance sender) {
    return (service.isEmpty() || service.get().equals(sender.service()))
        && selector(sender.service()).matches(sender);
  }

  /** As a sentence names it: {@code payments}, {@code any service of namespace shop}. */
  @Override
  public String toString() {
    String labels =
        Stream.of(labelled("namespace", namespace), labelled("region", region))
            .flatMap(Optional::stream)
            .reduce((a, b) -> a + " and " + b)
            .map(narrowed -> " of " + narrowed)
            .orElse("");
    return service.map(ServiceName::value).orElse("any service") + labels;
  }

  private static Optional<String> labelled(String kind, Label label) {
    return label.isNone() ? Optional.empty() : Optional.of(kind + " " + label);
  }
}
