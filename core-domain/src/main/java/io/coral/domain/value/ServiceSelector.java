package io.coral.domain.value;

import static java.util.Objects.requireNonNull;

/**
 * Which service a question is about. The bare name merges all its namespaces and regions; a label
 * other than {@link Label#NONE} narrows it.
 *
 * @param name {@code service.name}
 * @param namespace {@code service.namespace}, or NONE for all
 * @param region {@code cloud.region}, or NONE for all
 */
public record ServiceSelector(ServiceName name, Label namespace, Label region) {
  public ServiceSelector {
    requireNonNull(name, "name is null");
    requireNonNull(namespace, "namespace is null");
    requireNonNull(region, "region is null");
  }

  /**
   * A service by its bare name.
   *
   * @throws IllegalArgumentException if {@code name} is no {@link ServiceName}
   */
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
