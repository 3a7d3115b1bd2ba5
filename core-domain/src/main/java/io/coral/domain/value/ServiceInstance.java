package io.coral.domain.value;

import static java.util.Objects.requireNonNull;

/**
 * Who sent a piece of telemetry.
 *
 * @param service {@code service.name}
 * @param namespace {@code service.namespace}
 * @param region {@code cloud.region}
 * @param instance {@code service.instance.id}
 */
public record ServiceInstance(ServiceName service, Label namespace, Label region, Label instance) {
  public ServiceInstance {
    requireNonNull(service, "service is null");
    requireNonNull(namespace, "namespace is null");
    requireNonNull(region, "region is null");
    requireNonNull(instance, "instance is null");
  }

  /**
   * Written out, since it is asked for by the first question to a store: a record's own would be
   * put together by the JVM just then, which takes longer than to find the answer.
   */
  @Override
  public int hashCode() {
    int hash = service.hashCode();
    hash = 31 * hash + namespace.hashCode();
    hash = 31 * hash + region.hashCode();
    return 31 * hash + instance.hashCode(); // asked for with each batch, so without an array
  }
}
