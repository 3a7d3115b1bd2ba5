package io.coral.grpc.server;

import io.grpc.BindableService;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import java.util.concurrent.atomic.AtomicBoolean;

/** What a server says of itself to whoever asks for its health. Thread-safe. */
final class Health {
  private final HealthStatusManager manager = new HealthStatusManager();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final String service;

  /**
   * @param service that is asked for by name; the empty name means the server as a whole
   */
  Health(String service) {
    this.service = service;
  }

  BindableService service() {
    return manager.getHealthService();
  }

  void serving(boolean serving) {
    ServingStatus status = serving ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
    manager.setStatus(service, status);
    manager.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, status);
  }

  /** Not serving, whatever is said later. */
  void end() {
    if (ended.compareAndSet(false, true)) { // it would complain about a second time
      manager.enterTerminalState();
    }
  }
}
