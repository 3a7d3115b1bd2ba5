package io.coral.domain.value;

import static java.util.Objects.requireNonNull;

/**
 * Which service a question is about. The bare name merges all its namespaces and regions; a label
 * other than {@link Label#NONE} narrows it.
 */
public record ServiceSelector(ServiceName name, Label namespace, Label region) {
  public ServiceSelector {
    requireNonNull(name, "name is null");
    requireNonNull(namespace, "namespace is null");
    requireNonNull(region, "region is null");
  }

  public static ServiceSelector of(String name) {
    return new ServiceSelector(new ServiceName(name), Label.NONE, Label.NONE);
  }

  /** Whether telemetry of {@code sender} belongs to this service. */
  public boolean matches(ServiceInstance sender) {
    return name.equals(sender.service())
        && (namespace.isNone() || namespace.equals(sender.namespace()))
        && (region.isNone() || region.equals(sender.region()));
  }
}
