package io.coral.grpc.metrics;

import io.coral.ports.ColonyStore;
import io.coral.ports.MemoryUse;
import io.coral.ports.StoreLoad;
import io.coral.ports.StoreStatus;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** What a store tells when it is asked. What it does not tell is left out, and is never zero. */
final class StoreNumbers {
  private StoreNumbers() {}

  static void register(PrometheusRegistry registry, ColonyStore store, StoreSizes sizes) {
    size(registry, sizes, "disk_bytes", "Of the file in use.", StoreStatus::diskBytes);
    size(
        registry,
        sizes,
        "held_bytes",
        "Of memory that summaries take, ready for questions.",
        StoreStatus::heldBytes);
    memory(registry, sizes, "memory_bytes", "Of memory in use.", MemoryUse::usedBytes);
    memory(registry, sizes, "memory_budget_bytes", "Of memory to take.", MemoryUse::budgetBytes);
    size(registry, sizes, "rows", "Of summaries and traces.", StoreStatus::rows);
    load(
        registry,
        store,
        "reader_places",
        "Questions that are answered at one time.",
        StoreLoad::places);
    load(registry, store, "readers_in_use", "Questions that are being answered.", StoreLoad::inUse);
    load(
        registry, store, "readers_waiting", "Questions that wait for a place.", StoreLoad::waiting);
  }

  private static void size(
      PrometheusRegistry registry,
      StoreSizes sizes,
      String name,
      String help,
      ToDoubleFunction<StoreStatus> value) {
    told(registry, name, help, () -> sizes.current().map(value::applyAsDouble));
  }

  private static void memory(
      PrometheusRegistry registry,
      StoreSizes sizes,
      String name,
      String help,
      ToDoubleFunction<MemoryUse> value) {
    told(
        registry,
        name,
        help,
        () -> sizes.current().flatMap(StoreStatus::memory).map(value::applyAsDouble));
  }

  private static void load(
      PrometheusRegistry registry,
      ColonyStore store,
      String name,
      String help,
      ToDoubleFunction<StoreLoad> value) {
    told(registry, name, help, () -> Optional.of(value.applyAsDouble(store.load())));
  }

  private static void told(
      PrometheusRegistry registry, String name, String help, Supplier<Optional<Double>> value) {
    GaugeWithCallback.builder()
        .name("coral_store_" + name)
        .help(help)
        .callback(shown -> value.get().ifPresent(shown::call))
        .register(registry);
  }
}
