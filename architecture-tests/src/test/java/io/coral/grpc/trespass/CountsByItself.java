package io.coral.grpc.trespass;

import io.coral.architecture.Breaks;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

@Breaks("prometheus_stays_in_its_package")
final class CountsByItself {

  PrometheusRegistry registry() {
    return new PrometheusRegistry();
  }
}
