package io.coral.duckdb.answer;

import static io.coral.duckdb.answer.UtilizationSources.CONTAINER_MEMORY;
import static io.coral.duckdb.answer.UtilizationSources.HOST_CPU;
import static io.coral.duckdb.answer.UtilizationSources.HOST_MEMORY;
import static io.coral.duckdb.answer.UtilizationSources.MEMORY_LIMITS;

import io.coral.domain.query.SystemMetrics.Utilization;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The points of one service in one window, by metric and state. */
record Readings(List<Reading> all) {
  private static final double PERCENT = 100;

  /** All points of one state of one metric: of all instances and minutes. */
  record Reading(String metric, String state, long count, double sum, double min, double max) {
    double mean() {
      return sum / count;
    }
  }

  Readings {
    all = List.copyOf(all);
  }

  /** The share in use by the first of {@code sources} that has points. */
  Optional<Utilization> firstShare(List<String> sources) {
    return sources.stream().flatMap(source -> share(source).stream()).findFirst();
  }

  /** The first of {@code sources} that has points. */
  Optional<String> first(List<String> sources) {
    return sources.stream().filter(source -> !of(source).isEmpty()).findFirst();
  }

  long count(String metric) {
    return of(metric).stream().mapToLong(Reading::count).sum();
  }

  /** Mean of all points of a metric that has some. */
  double mean(String metric) {
    return mean(of(metric));
  }

  private Optional<Utilization> share(String metric) {
    var points = of(metric);
    if (points.isEmpty()) {
      return Optional.empty();
    }
    return switch (metric) {
      case CONTAINER_MEMORY -> ofLimit(metric, points);
      case HOST_CPU -> Optional.of(busy(metric, points));
      case HOST_MEMORY -> {
        var used = ofState(points, "used");
        yield Optional.of(plain(metric, used.isEmpty() ? points : used));
      }
      default -> Optional.of(plain(metric, points));
    };
  }

  private Optional<Utilization> ofLimit(String metric, List<Reading> points) {
    return limit().stream()
        .mapToObj(
            limit ->
                new Utilization(
                    PERCENT * mean(points) / limit, PERCENT * max(points) / limit, metric))
        .findFirst();
  }

  private OptionalDouble limit() {
    return MEMORY_LIMITS.stream()
        .filter(metric -> !of(metric).isEmpty())
        .mapToDouble(this::mean)
        .filter(limit -> limit > 0)
        .findFirst();
  }

  /** All states but idle; where idle itself is missing, the sum of those that there are. */
  private static Utilization busy(String metric, List<Reading> points) {
    var idle = ofState(points, "idle");
    if (!idle.isEmpty()) {
      double least = idle.stream().mapToDouble(Reading::min).min().orElseThrow();
      return new Utilization(PERCENT * (1 - mean(idle)), PERCENT * (1 - least), metric);
    }
    return new Utilization(
        PERCENT * points.stream().mapToDouble(Reading::mean).sum(),
        PERCENT * points.stream().mapToDouble(Reading::max).sum(),
        metric);
  }

  private static Utilization plain(String metric, List<Reading> points) {
    return new Utilization(PERCENT * mean(points), PERCENT * max(points), metric);
  }

  private List<Reading> of(String metric) {
    return all.stream().filter(reading -> reading.metric().equals(metric)).toList();
  }

  private static List<Reading> ofState(List<Reading> points, String state) {
    return points.stream().filter(reading -> reading.state().equals(state)).toList();
  }

  private static double mean(List<Reading> points) {
    return points.stream().mapToDouble(Reading::sum).sum()
        / points.stream().mapToLong(Reading::count).sum();
  }

  private static double max(List<Reading> points) {
    return points.stream().mapToDouble(Reading::max).max().orElseThrow();
  }
}
