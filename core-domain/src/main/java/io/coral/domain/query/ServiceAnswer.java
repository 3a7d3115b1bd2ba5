package io.coral.domain.query;

import static java.util.Objects.requireNonNull;

import io.coral.domain.value.ServiceName;

/**
 * What was found out about one of several services.
 *
 * @param service by its bare name
 */
public record ServiceAnswer<A>(ServiceName service, A answer) {
  public ServiceAnswer {
    requireNonNull(service, "service is null");
    requireNonNull(answer, "answer is null");
  }
}
