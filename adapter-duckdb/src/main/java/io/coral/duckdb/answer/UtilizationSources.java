package io.coral.duckdb.answer;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The metrics that tell the use of CPU and memory, best first: the share of the container's limit,
 * then of what the process sees, then of the host. The view system_metrics_rollup has the same
 * lists.
 */
final class UtilizationSources {
  static final String CONTAINER_MEMORY = "container.memory.usage";
  static final String HOST_CPU = "system.cpu.utilization";
  static final String HOST_MEMORY = "system.memory.utilization";

  static final List<String> CPU =
      List.of(
          "k8s.container.cpu_limit_utilization",
          "container.cpu.utilization",
          "process.cpu.utilization",
          "jvm.cpu.recent_utilization",
          HOST_CPU);

  static final List<String> MEMORY =
      List.of(
          "k8s.container.memory_limit_utilization",
          CONTAINER_MEMORY,
          "process.memory.utilization",
          HOST_MEMORY);

  static final List<String> MEMORY_BYTES =
      List.of(CONTAINER_MEMORY, "process.memory.usage", "jvm.memory.used");

  static final List<String> MEMORY_LIMITS =
      List.of("k8s.container.memory_limit", "container.memory.limit");

  static final Set<String> ALL =
      Stream.of(CPU, MEMORY, MEMORY_BYTES, MEMORY_LIMITS)
          .flatMap(List::stream)
          .collect(Collectors.toUnmodifiableSet());

  private UtilizationSources() {}
}
