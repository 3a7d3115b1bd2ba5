package io.coral.duckdb.held;

import io.coral.domain.value.ServiceInstance;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** Everyone who ever sent anything, with what is held of it. */
public final class HeldSenders {
  /** A metric of a sender, of all its states. */
  public record Metric(String name, String unit) {}

  /** What is held of a sender. */
  public record Sender(HeldCells requests, Map<Metric, HeldCells> metrics) {
    private Sender() {
      this(new HeldCells(), new HashMap<>());
    }
  }

  private final Map<ServiceInstance, Sender> senders = new HashMap<>();

  Map<ServiceInstance, Sender> all() {
    return Collections.unmodifiableMap(senders);
  }

  /** Knows a sender from now on, if it did not. */
  Sender sender(ServiceInstance sender) {
    return senders.computeIfAbsent(sender, unknown -> new Sender());
  }

  HeldCells requests(ServiceInstance sender) {
    return sender(sender).requests();
  }

  HeldCells values(ServiceInstance sender, Metric metric) {
    return sender(sender).metrics().computeIfAbsent(metric, unknown -> new HeldCells());
  }

  long bytes() {
    return cells().mapToLong(HeldCells::bytes).sum();
  }

  /** The first hour that any of them has, of those that are added up. */
  OptionalLong firstHour() {
    return cells().flatMapToLong(cells -> cells.firstHour().stream()).min();
  }

  private Stream<HeldCells> cells() {
    return senders.values().stream()
        .flatMap(
            sender ->
                Stream.concat(Stream.of(sender.requests()), sender.metrics().values().stream()));
  }

  /**
   * Changes all cells.
   *
   * @param change returns by how many bytes it made one grow, as this does for all
   */
  long change(ToLongFunction<HeldCells> change) {
    long grown = cells().mapToLong(change).sum();
    senders.values().forEach(sender -> sender.metrics().values().removeIf(HeldCells::isEmpty));
    return grown;
  }

  /** Adds all that others have, and returns by how many bytes these grew. */
  long addAll(HeldSenders others) {
    long grown = 0;
    for (var each : others.senders.entrySet()) {
      grown += requests(each.getKey()).addAll(each.getValue().requests());
      for (var metric : each.getValue().metrics().entrySet()) {
        grown += values(each.getKey(), metric.getKey()).addAll(metric.getValue());
      }
    }
    return grown;
  }

  void clear() {
    senders.clear();
  }
}
