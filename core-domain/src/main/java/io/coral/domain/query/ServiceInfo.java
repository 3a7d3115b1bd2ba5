package io.coral.domain.query;

import static java.util.Objects.requireNonNull;

import io.coral.domain.value.ServiceName;
import java.time.Instant;

/**
 * A service as the colony knows it.
 *
 * @param name {@code service.name}
 * @param namespace empty for none; several, of a question by bare name, are joined by a comma in
 *     order
 * @param region empty for none; several are joined by a comma in order
 * @param instanceCount distinct instances over the hour before {@code lastSeen}
 * @param lastSeen end of the last minute with data
 */
public record ServiceInfo(
    ServiceName name, String namespace, String region, int instanceCount, Instant lastSeen) {
  public ServiceInfo {
    requireNonNull(name, "name is null");
    requireNonNull(namespace, "namespace is null");
    requireNonNull(region, "region is null");
    requireNonNull(lastSeen, "lastSeen is null");
  }
}
