package io.coral.ports.contract;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.GetSystemMetrics;
import io.coral.domain.query.SystemMetrics;
import io.coral.domain.query.SystemMetrics.Utilization;
import io.coral.domain.summary.MetricDelta;
import io.coral.domain.time.TimeWindow;
import io.vavr.control.Either;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads CPU and memory from the first source that has data. */
final class InMemoryUtilization {
  private static final List<String> CPU =
      List.of(
          "k8s.container.cpu_limit_utilization",
          "container.cpu.utilization",
          "process.cpu.utilization",
          "jvm.cpu.recent_utilization",
          "system.cpu.utilization");
  private static final List<String> MEMORY =
      List.of(
          "k8s.container.memory_limit_utilization",
          "container.memory.usage",
          "process.memory.utilization",
          "system.memory.utilization");
  private static final List<String> BYTES =
      List.of("container.memory.usage", "process.memory.usage", "jvm.memory.used");
  private static final List<String> LIMITS =
      List.of("k8s.container.memory_limit", "container.memory.limit");

  private final InMemoryDeltas deltas;

  InMemoryUtilization(InMemoryDeltas deltas) {
    this.deltas = deltas;
  }

  Either<QueryFailure, SystemMetrics> answer(GetSystemMetrics intent, TimeWindow applied) {
    var own =
        deltas.metrics().stream()
            .filter(d -> intent.service().matches(d.sender()))
            .filter(d -> isSource(d.metric().value()))
            .toList();
    var inWindow = own.stream().filter(d -> d.minute().isIn(applied)).toList();
    var cpu = first(CPU, inWindow);
    var memory = first(MEMORY, inWindow);
    var bytes =
        BYTES.stream().map(name -> of(name, inWindow)).filter(p -> !p.isEmpty()).findFirst();
    if (cpu.isEmpty() && memory.isEmpty() && bytes.isEmpty()) {
      return Either.left(
          new QueryFailure.NoData(
              intent.service().name().value(),
              applied,
              InMemoryDeltas.lastMinute(own.stream().map(MetricDelta::minute))));
    }
    return Either.right(
        new SystemMetrics(
            cpu,
            memory,
            bytes.map(points -> OptionalDouble.of(mean(points))).orElse(OptionalDouble.empty()),
            Stream.of(
                    cpu.stream().map(Utilization::source),
                    memory.stream().map(Utilization::source),
                    bytes.stream().map(points -> points.getFirst().metric().value()))
                .flatMap(name -> name)
                .distinct()
                .mapToLong(name -> of(name, inWindow).stream().mapToLong(MetricDelta::count).sum())
                .sum(),
            applied,
            InMemoryDeltas.notes(intent.window(), applied)));
  }

  private static boolean isSource(String metric) {
    return Stream.of(CPU, MEMORY, BYTES, LIMITS).anyMatch(names -> names.contains(metric));
  }

  private static Optional<Utilization> first(List<String> sources, List<MetricDelta> points) {
    return sources.stream().flatMap(name -> read(name, points).stream()).findFirst();
  }

  private static Optional<Utilization> read(String name, List<MetricDelta> points) {
    var own = of(name, points);
    if (own.isEmpty()) {
      return Optional.empty();
    }
    return switch (name) {
      case "container.memory.usage" ->
          LIMITS.stream()
              .map(limit -> of(limit, points))
              .filter(limit -> !limit.isEmpty() && mean(limit) > 0)
              .findFirst()
              .map(
                  limit ->
                      new Utilization(
                          100 * mean(own) / mean(limit), 100 * max(own) / mean(limit), name));
      case "system.cpu.utilization" -> {
        var idle = own.stream().filter(d -> d.state().value().equals("idle")).toList();
        yield idle.isEmpty()
            ? Optional.of(busy(name, own))
            : Optional.of(
                new Utilization(
                    100 * (1 - mean(idle)),
                    100 * (1 - idle.stream().mapToDouble(MetricDelta::min).min().orElseThrow()),
                    name));
      }
      case "system.memory.utilization" -> {
        var used = own.stream().filter(d -> d.state().value().equals("used")).toList();
        yield used.isEmpty() ? direct(name, own) : direct(name, used);
      }
      default -> direct(name, own);
    };
  }

  /** The states that a sender reports add up to what is in use. */
  private static Utilization busy(String name, List<MetricDelta> points) {
    var byState = points.stream().collect(Collectors.groupingBy(MetricDelta::state)).values();
    return new Utilization(
        100 * byState.stream().mapToDouble(InMemoryUtilization::mean).sum(),
        100 * byState.stream().mapToDouble(InMemoryUtilization::max).sum(),
        name);
  }

  private static Optional<Utilization> direct(String name, List<MetricDelta> points) {
    return Optional.of(new Utilization(100 * mean(points), 100 * max(points), name));
  }

  private static List<MetricDelta> of(String name, List<MetricDelta> points) {
    return points.stream().filter(d -> d.metric().value().equals(name)).toList();
  }

  private static double mean(List<MetricDelta> points) {
    return points.stream().mapToDouble(MetricDelta::sum).sum()
        / points.stream().mapToLong(MetricDelta::count).sum();
  }

  private static double max(List<MetricDelta> points) {
    return points.stream().mapToDouble(MetricDelta::max).max().orElseThrow();
  }
}
