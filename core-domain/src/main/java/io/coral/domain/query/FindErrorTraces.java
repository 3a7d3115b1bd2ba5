package io.coral.domain.query;

import static java.util.Objects.requireNonNull;

import io.coral.domain.time.QueryWindow;
import io.coral.domain.value.Limit;
import io.coral.domain.value.ServiceSelector;
import java.util.Optional;

/**
 * Asks for the latest traces with a failure.
 *
 * <p>Of a service: traces in which one of its spans that started in the window failed. Without a
 * service: any span. Newest first by {@link TraceSummary#timestamp()}, ties by id.
 *
 * @param service the service asked about; empty for any
 * @param window in which those spans started
 * @param limit the most traces returned
 */
public record FindErrorTraces(Optional<ServiceSelector> service, QueryWindow window, Limit limit)
    implements QueryIntent<TraceList> {
  public FindErrorTraces {
    requireNonNull(service, "service is null");
    requireNonNull(window, "window is null");
    requireNonNull(limit, "limit is null");
  }
}
