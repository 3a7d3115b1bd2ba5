package io.coral.domain.query;

import static java.util.Objects.requireNonNull;

import io.coral.domain.time.TimeWindow;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A service's use of CPU and memory, averaged over its instances and the window. What is unknown is
 * empty, never zero.
 *
 * @param cpu percent of the container's limit where known, else of the host
 * @param memory percent of the container's limit where known, else of the host
 * @param memoryBytes mean of the memory in use, in bytes
 * @param sampleCount points behind all of these
 * @param applied the window that was searched
 * @param notes what the asker should know about how it was answered
 */
public record SystemMetrics(
    Optional<Utilization> cpu,
    Optional<Utilization> memory,
    OptionalDouble memoryBytes,
    long sampleCount,
    TimeWindow applied,
    List<Note> notes) {
  public SystemMetrics {
    requireNonNull(cpu, "cpu is null");
    requireNonNull(memory, "memory is null");
    requireNonNull(memoryBytes, "memoryBytes is null");
    requireNonNull(applied, "applied is null");
    notes = List.copyOf(notes);
  }

  /**
   * A share in use.
   *
   * @param percent mean, in percent: 0 to 100, more where a limit was exceeded
   * @param maxPercent the highest value in the window
   * @param source the metric it was read from
   */
  public record Utilization(double percent, double maxPercent, String source) {
    public Utilization {
      requireNonNull(source, "source is null");
    }
  }
}
