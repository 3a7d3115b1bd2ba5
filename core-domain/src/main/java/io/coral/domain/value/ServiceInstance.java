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
}
