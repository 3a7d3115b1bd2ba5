package io.coral.domain.query;

import static java.util.Objects.requireNonNull;

import io.coral.domain.value.Label;
import io.coral.domain.value.ServiceName;

/**
 * Asks for one service, also one that sent metrics only.
 *
 * @param name by its bare name
 * @param namespace NONE merges all namespaces that have a service of this name
 */
public record GetService(ServiceName name, Label namespace) implements QueryIntent<ServiceInfo> {
  public GetService {
    requireNonNull(name, "name is null");
    requireNonNull(namespace, "namespace is null");
  }
}
