package io.coral.domain.query;

import java.util.List;

/**
 * The services of a colony.
 *
 * @param services ordered by name, then namespace; one for each pair
 */
public record ServiceList(List<ServiceInfo> services) {
  public ServiceList {
    services = List.copyOf(services);
  }
}
